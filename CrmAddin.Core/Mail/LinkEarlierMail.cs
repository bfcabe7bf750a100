using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Gives contacts the mails that were logged for others before anybody knew their addresses: one query and one write, and the mail
/// server is not asked. Part of every save, import and look back.
/// </summary>
public sealed class LinkEarlierMail(CrmDb db, FirmSettings firm)
{
    /// <summary>Whether there is anything to link: most saves need not wait for a turn to write.</summary>
    public async Task<bool> IsNeededAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel) => (await MissingAsync(contactIds, cancel)).Count > 0;

    /// <summary>Links within the current write; tells how many mails were linked.</summary>
    public async Task<int> RunAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        var missing = await MissingAsync(contactIds, cancel);
        if (missing.Count == 0)
            return 0;
        using var bulk = new BulkWrite(db);
        await bulk.InsertAsync(missing.ConvertAll(m => new MessageContact { MessageId = m.MessageId, ContactId = m.ContactId, SentAt = m.SentAt }), cancel);
        await MailLogQuery.ContactsWithLaterMail(db, [.. missing.Select(m => m.ContactId).Distinct()], db.Now)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Contact.LastContactedAt, c => c.LastMailAt), cancel);
        return missing.Count;
    }

    private async Task<List<UnlinkedMailRow>> MissingAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        if (contactIds.Count == 0 || !await db.MessageParticipants.AnyAsync(cancel))
            return [];
        var addresses = await OutsideAddressesAsync(contactIds, cancel);
        return addresses.Count == 0 ? [] : await MailLogQuery.UnlinkedMail(db, contactIds, addresses).ToListAsync(cancel);
    }

    // A colleague who is a contact too takes part in mails by the thousand; none of them is about the colleague.
    private async Task<List<string>> OutsideAddressesAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        var addresses = await db.ContactEmails.IgnoreQueryFilters()
            .Where(e => contactIds.Contains(e.ContactId) && !db.Mailboxes.IgnoreQueryFilters().Any(m => m.Address == e.AddressKey))
            .Select(e => e.AddressKey).Distinct().ToListAsync(cancel);
        addresses.RemoveAll(a => firm.Domains.Exists(d => MailAddresses.Matches(a, d)));
        return addresses;
    }
}

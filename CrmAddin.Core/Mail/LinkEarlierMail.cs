using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Gives contacts the mails that were logged for others before anybody knew their addresses: one query and one write, and the mail
/// server is not asked. Part of every save, import and look back.
/// </summary>
public sealed class LinkEarlierMail(CrmDb db)
{
    /// <summary>Links within the current write; tells how many mails were linked.</summary>
    public async Task<int> RunAsync(IReadOnlyCollection<long> contactIds, CancellationToken cancel)
    {
        if (contactIds.Count == 0 || !await db.MessageParticipants.AnyAsync(cancel))
            return 0;
        var missing = await MailLogQuery.UnlinkedMail(db, contactIds).ToListAsync(cancel);
        if (missing.Count == 0)
            return 0;
        using var bulk = new BulkWrite(db);
        await bulk.InsertAsync(missing.ConvertAll(m => new MessageContact { MessageId = m.MessageId, ContactId = m.ContactId, SentAt = m.SentAt }), cancel);
        await MailLogQuery.ContactsWithLaterMail(db, [.. missing.Select(m => m.ContactId).Distinct()], db.Now)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Contact.LastContactedAt, c => c.LastMailAt), cancel);
        return missing.Count;
    }
}

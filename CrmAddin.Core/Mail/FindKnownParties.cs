using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Reads what the store knows about the people and threads of some mails: a handful of queries, however many mails.</summary>
public sealed class FindKnownParties(CrmDb db, FindErased findErased, MailSettings settings, FirmSettings firm)
{
    /// <summary>The firm's rules as they stand now.</summary>
    public async Task<MailRules> RulesAsync(CancellationToken cancel)
    {
        var own = await db.Mailboxes.Select(m => m.Address).ToListAsync(cancel);
        var domains = firm.Domains.Select(d => d.Trim().ToLowerInvariant())
            .Concat(own.Select(MailAddresses.DomainOf).OfType<string>().Where(d => !MailAddresses.IsFreeMail(d)));
        return new MailRules(domains.Distinct().ToList(), own.ToHashSet(), settings.Blocked);
    }

    /// <summary>Contacts, firms, threads and open deals that these mails could belong to.</summary>
    public async Task<KnownParties> RunAsync(IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var addresses = mails.SelectMany(DecideMail.ParticipantsOf).Distinct().ToList();
        var contacts = await db.ContactEmails.Where(e => addresses.Contains(e.AddressKey))
            .Select(e => new { e.AddressKey, e.ContactId, e.Contact!.AccountId }).ToListAsync(cancel);
        return new KnownParties
        {
            ContactsByAddress = contacts.ToLookup(c => c.AddressKey, c => new KnownContact(c.ContactId, c.AccountId)),
            Erased = (await findErased.RunAsync(addresses, [], [], cancel)).Emails,
            AccountsByDomain = await AccountsAsync(addresses, cancel),
            DealsByConversation = await ConversationsAsync(mails, cancel),
            DealsByMessageIdHash = await AnsweredAsync(mails, cancel),
            OpenDealsByContact = await OpenDealsAsync(contacts.Select(c => c.ContactId).Distinct().ToList(), cancel),
        };
    }

    private async Task<Dictionary<string, long>> AccountsAsync(List<string> addresses, CancellationToken cancel)
    {
        var domains = addresses.Select(MailAddresses.DomainOf).OfType<string>().SelectMany(MailAddresses.WithParents).Distinct().ToList();
        return await db.AccountDomains.Where(d => domains.Contains(d.Domain)).ToDictionaryAsync(d => d.Domain, d => d.AccountId, cancel);
    }

    private async Task<Dictionary<string, long>> ConversationsAsync(IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var conversations = mails.Select(m => m.ConversationId).OfType<string>().Distinct().ToList();
        var found = await db.Messages.Where(m => m.DealId != null && m.ConversationId != null && conversations.Contains(m.ConversationId))
            .OrderBy(m => m.SentAt).Select(m => new { m.ConversationId, m.DealId }).ToListAsync(cancel);
        return found.GroupBy(m => m.ConversationId!).ToDictionary(g => g.Key, g => g.Last().DealId!.Value);
    }

    private async Task<Dictionary<string, long>> AnsweredAsync(IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var hashes = mails.SelectMany(DecideMail.AnsweredIds).Select(MailIdentity.OfMessageId).Distinct().ToList();
        if (hashes.Count == 0)
            return [];
        var found = await db.Messages.Where(m => m.DealId != null && m.InternetMessageIdHash != null && hashes.Contains(m.InternetMessageIdHash))
            .Select(m => new { m.InternetMessageIdHash, m.DealId }).ToListAsync(cancel);
        return found.DistinctBy(m => m.InternetMessageIdHash).ToDictionary(m => m.InternetMessageIdHash!, m => m.DealId!.Value);
    }

    private async Task<ILookup<long, long>> OpenDealsAsync(List<long> contacts, CancellationToken cancel)
    {
        var open = await db.DealContacts
            .Where(c => contacts.Contains(c.ContactId) && c.Deal!.Track == DealTrack.OnTrack && c.Deal.Stage!.Kind == StageKind.Open)
            .Select(c => new { c.ContactId, c.DealId }).ToListAsync(cancel);
        return open.ToLookup(c => c.ContactId, c => c.DealId);
    }
}

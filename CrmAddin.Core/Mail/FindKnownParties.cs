using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Reads what the store knows about the people and threads of some mails: a handful of queries, however many mails.</summary>
public sealed class FindKnownParties(CrmDb db, FindErased findErased, DroppedMailKey key, MailSettings settings, FirmSettings firm)
{
    /// <summary>The rules of the firm and of the mailbox' owner as they stand now.</summary>
    public async Task<MailRules> RulesAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var own = await db.Mailboxes.IgnoreQueryFilters().Select(m => m.Address).ToListAsync(cancel);
        var domains = firm.Domains.Select(d => d.Trim().ToLowerInvariant())
            .Concat(own.Select(MailAddresses.DomainOf).OfType<string>().Where(d => !MailAddresses.IsFreeMail(d)));
        var rules = await MailRuleQuery.For(db, mailbox.OwnerId).ToListAsync(cancel);
        IEnumerable<string> Listed(MailRuleKind kind, bool isFirms) => rules.Where(r => r.Kind == kind && r.OwnerId is null == isFirms).Select(r => r.Pattern);
        return new MailRules(domains.Distinct().ToList(), own.Concat(settings.Aliases.Select(MailAddresses.KeyOf)).ToHashSet(), [.. settings.Blocked, .. Listed(MailRuleKind.Never, true)])
        {
            FirmAlways = new AddressList(Listed(MailRuleKind.Always, true)),
            OwnNever = new AddressList(Listed(MailRuleKind.Never, false)),
            OwnAlways = new AddressList(Listed(MailRuleKind.Always, false)),
        };
    }

    /// <summary>Contacts, firms, threads and open deals that these mails of a mailbox could belong to, and what its owner said about them.</summary>
    public async Task<KnownParties> RunAsync(Mailbox mailbox, IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var addresses = mails.SelectMany(DecideMail.ParticipantsOf).Distinct().ToList();
        var contacts = await db.ContactEmails.Where(e => addresses.Contains(e.AddressKey))
            .Select(e => new { e.AddressKey, e.ContactId, e.Contact!.AccountId }).ToListAsync(cancel);
        var conversations = await ConversationsAsync(mails, cancel);
        return new KnownParties
        {
            ContactsByAddress = contacts.ToLookup(c => c.AddressKey, c => new KnownContact(c.ContactId, c.AccountId)),
            Erased = (await findErased.RunAsync(addresses, [], [], cancel)).Emails,
            AccountsByDomain = await AccountsAsync(addresses, cancel),
            DealsByConversation = conversations.Where(c => c.Value is not null).ToDictionary(c => c.Key, c => c.Value!.Value),
            ConversationsWithoutDeal = conversations.Where(c => c.Value is null).Select(c => c.Key).ToHashSet(),
            DealsByMessageIdHash = await AnsweredAsync(mails, cancel),
            OpenDealsByContact = await OpenDealsAsync(contacts.Select(c => c.ContactId).Distinct().ToList(), cancel),
            Says = await SaysAsync(mailbox, mails, cancel),
            Confidential = await ConfidentialAsync(mails, cancel),
        };
    }

    private async Task<Dictionary<string, long>> AccountsAsync(List<string> addresses, CancellationToken cancel)
    {
        var domains = addresses.Select(MailAddresses.DomainOf).OfType<string>().SelectMany(MailAddresses.WithParents).Distinct().ToList();
        return await db.AccountDomains.Where(d => domains.Contains(d.Domain)).ToDictionaryAsync(d => d.Domain, d => d.AccountId, cancel);
    }

    // The latest choice by hand rules over what the mails say, also when it was no deal.
    private async Task<Dictionary<string, long?>> ConversationsAsync(IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var conversations = mails.Select(m => m.ConversationId).OfType<string>().Distinct().ToList();
        var found = await db.Messages.Where(m => (m.DealId != null || m.DealChosenAt != null) && m.ConversationId != null && conversations.Contains(m.ConversationId))
            .OrderBy(m => m.SentAt).Select(m => new { m.ConversationId, m.DealId, m.DealChosenAt }).ToListAsync(cancel);
        return found.GroupBy(m => m.ConversationId!)
            .ToDictionary(g => g.Key, g => (g.Where(m => m.DealChosenAt is not null).MaxBy(m => m.DealChosenAt) ?? g.Last()).DealId);
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

    private async Task<Dictionary<string, MailSayKind>> SaysAsync(Mailbox mailbox, IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        var hashes = mails.DistinctBy(m => m.Id).ToDictionary(m => m.Id, m => key.Hash(MailIdentity.Of(m, mailbox.Address)));
        var asked = hashes.Values.Distinct().ToList();
        var said = await db.MailSays.Where(s => s.MailboxId == mailbox.Id && asked.Contains(s.KeyedHash)).ToDictionaryAsync(s => s.KeyedHash, s => s.Kind, cancel);
        return hashes.Where(h => said.ContainsKey(h.Value)).ToDictionary(h => h.Key, h => said[h.Value]);
    }

    // A mail may be known for confidential only by another of the same page that it answers, in whatever order they come.
    private async Task<HashSet<string>> ConfidentialAsync(IReadOnlyCollection<MailboxMessage> mails, CancellationToken cancel)
    {
        if (!await db.ConfidentialThreads.AnyAsync(cancel))
            return [];
        var keys = mails.DistinctBy(m => m.Id).Select(m => (m.Id, Keys: ThreadKeys.All(key, m).ToHashSet(), Own: ThreadKeys.Own(key, m.ConversationId, m.InternetMessageId).ToList())).ToList();
        var asked = keys.SelectMany(k => k.Keys).Distinct().ToList();
        var marked = (await db.ConfidentialThreadKeys.Where(k => asked.Contains(k.KeyedHash)).Select(k => k.KeyedHash).ToListAsync(cancel)).ToHashSet();
        var found = new HashSet<string>();
        while (keys.FindIndex(k => !found.Contains(k.Id) && k.Keys.Overlaps(marked)) is >= 0 and var next)
        {
            found.Add(keys[next].Id);
            marked.UnionWith(keys[next].Own);
        }
        return found;
    }
}

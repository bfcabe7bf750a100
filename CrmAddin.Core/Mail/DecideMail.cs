using System.Text.RegularExpressions;

namespace CrmAddin.Core.Mail;

/// <summary>The firm's own rules.</summary>
/// <param name="OwnDomains">Domains of the firm, subdomains included.</param>
/// <param name="OwnAddresses">Addresses of logged mailboxes, which are ours wherever they are.</param>
/// <param name="Blocked">Addresses and domains whose mail is never logged.</param>
public sealed record MailRules(IReadOnlyCollection<string> OwnDomains, IReadOnlySet<string> OwnAddresses, IReadOnlyCollection<string> Blocked)
{
    /// <summary>Whether an address is one of ours.</summary>
    public bool IsOwn(string address) => OwnAddresses.Contains(address) || OwnDomains.Any(domain => MailAddresses.Matches(address, domain));
}

/// <summary>A contact that an address belongs to.</summary>
public sealed record KnownContact(long Id, long? AccountId);

/// <summary>What the store knows about the people and threads of the mails at hand. Addresses, domains and ids are keys.</summary>
public sealed class KnownParties
{
    /// <summary>Contacts by address.</summary>
    public ILookup<string, KnownContact> ContactsByAddress { get; init; } = Array.Empty<string>().ToLookup(a => a, _ => new KnownContact(0, null));

    /// <summary>Firms by domain.</summary>
    public IReadOnlyDictionary<string, long> AccountsByDomain { get; init; } = new Dictionary<string, long>();

    /// <summary>Deals of conversations; grows while a page is decided.</summary>
    public Dictionary<string, long> DealsByConversation { get; init; } = [];

    /// <summary>Deals of mails, by the hash of their Message-ID.</summary>
    public Dictionary<string, long> DealsByMessageIdHash { get; init; } = [];

    /// <summary>Addresses of people who were erased on request; nobody is known by them.</summary>
    public IReadOnlySet<string> Erased { get; init; } = new HashSet<string>();

    /// <summary>Open deals by contact.</summary>
    public ILookup<long, long> OpenDealsByContact { get; init; } = Array.Empty<long>().ToLookup(a => a);
}

/// <summary>Decides which mail is logged and why. Pure: the same mail, rules and knowledge give the same answer.</summary>
public static partial class DecideMail
{
    /// <summary>The decision; the first rule that applies gives the reason.</summary>
    public static MailDecision Run(MailboxMessage mail, MailRules rules, KnownParties known)
    {
        var participants = ParticipantsOf(mail);
        var outsiders = participants.Where(a => !rules.IsOwn(a)).ToList();
        if (mail.IsDraft == true)
            return new DropMail(DropReason.Draft);
        if (IsMarkedPrivate(mail))
            return new DropMail(DropReason.Private);
        if (outsiders.Any(a => rules.Blocked.Any(b => MailAddresses.Matches(a, b))))
            return new DropMail(DropReason.Blocked);
        if (participants.Count > 0 && outsiders.Count == 0)
            return new DropMail(DropReason.InternalOnly);
        if (IsBulkOrAutomatic(mail))
            return new DropMail(DropReason.BulkOrAutomatic);
        var living = outsiders.FindAll(a => !known.Erased.Contains(a));
        return KeepKnown(mail, rules, known, living) ?? (MailDecision)new DropMail(living.Count < outsiders.Count ? DropReason.Erased : DropReason.NoKnownParty);
    }

    /// <summary>Everybody in the head, sender first, each address once.</summary>
    public static IReadOnlyList<string> ParticipantsOf(MailboxMessage mail)
    {
        IEnumerable<MailPerson?> people = [mail.From, .. mail.To ?? [], .. mail.Cc ?? [], .. mail.Bcc ?? []];
        return [.. people.Select(p => MailAddresses.KeyOf(p?.Address)).Where(a => a.Length > 0).Distinct()];
    }

    /// <summary>Message-IDs that a mail answers, nearest first (RFC 5322, 3.6.4).</summary>
    public static IEnumerable<string> AnsweredIds(MailboxMessage mail)
    {
        var threads = $"{mail.Header("References")} {mail.Header("In-Reply-To")}";
        return MessageId().Matches(threads).Select(m => m.Value).Reverse().Distinct().Take(20);
    }

    private static KeepMail? KeepKnown(MailboxMessage mail, MailRules rules, KnownParties known, List<string> outsiders)
    {
        var contacts = outsiders.SelectMany(a => known.ContactsByAddress[a]).DistinctBy(c => c.Id).ToList();
        var (domain, account) = AccountOf(outsiders, known);
        if (contacts.Count == 0 && account is null)
            return null;

        var ids = contacts.ConvertAll(c => c.Id);
        var (reason, detail) = contacts.Count > 0
            ? (KeepReason.KnownContact, outsiders.First(a => known.ContactsByAddress[a].Any()))
            : (KeepReason.KnownAccount, domain!);
        var direction = mail.From is { } from && rules.IsOwn(MailAddresses.KeyOf(from.Address)) ? MailDirection.Sent : MailDirection.Received;
        return new KeepMail(reason, detail, direction, ids, account ?? contacts.Select(c => c.AccountId).FirstOrDefault(a => a is not null), DealOf(mail, known, ids));
    }

    internal static (string? Domain, long? AccountId) AccountOf(List<string> outsiders, KnownParties known)
    {
        foreach (var domain in outsiders.Select(MailAddresses.DomainOf).OfType<string>().SelectMany(MailAddresses.WithParents))
            if (!MailAddresses.IsFreeMail(domain) && known.AccountsByDomain.TryGetValue(domain, out var account))
                return (domain, account);
        return (null, null);
    }

    private static long? DealOf(MailboxMessage mail, KnownParties known, List<long> contactIds)
    {
        foreach (var id in AnsweredIds(mail))
            if (known.DealsByMessageIdHash.TryGetValue(MailIdentity.OfMessageId(id), out var answered))
                return answered;
        if (mail.ConversationId is { } conversation && known.DealsByConversation.TryGetValue(conversation, out var thread))
            return thread;
        return contactIds.SelectMany(c => known.OpenDealsByContact[c]).Distinct().Take(2).ToList() is [var only] ? only : null;
    }

    // RFC 4021 names the header; PidTagSensitivity has the same mark on copies without headers.
    private static bool IsMarkedPrivate(MailboxMessage mail) =>
        mail.Sensitivity is > 0 || mail.Header("Sensitivity")?.Trim().ToLowerInvariant() is "personal" or "private" or "company-confidential";

    // RFC 2919 (List-Id), RFC 2369 (List-Unsubscribe), RFC 3834 (Auto-Submitted); Precedence is older than its standards.
    private static bool IsBulkOrAutomatic(MailboxMessage mail) =>
        mail.Header("List-Id") is not null
        || mail.Header("List-Unsubscribe") is not null
        || mail.Header("Precedence")?.Trim().ToLowerInvariant() is "bulk" or "list" or "junk"
        || mail.Header("Auto-Submitted") is { } automatic && !automatic.Trim().StartsWith("no", StringComparison.OrdinalIgnoreCase)
        || mail.From is { } from && Machine().IsMatch(MailAddresses.KeyOf(from.Address));

    [GeneratedRegex(@"^(no[-_.]?reply|do[-_.]?not[-_.]?reply|mailer-daemon|postmaster|bounces?)([-_.+=][^@]*)?@")]
    private static partial Regex Machine();

    [GeneratedRegex(@"<[^<>\s]+>")]
    private static partial Regex MessageId();
}

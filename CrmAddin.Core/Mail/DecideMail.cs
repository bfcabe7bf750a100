using System.Text.RegularExpressions;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Mail.Rules;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Decides which mail is logged and why. Pure: the same mail, rules and knowledge give the same answer. The first that applies gives
/// the reason: the owner's own say; the private mark; block lists; only colleagues; lists and machines; nobody known. A rule "always"
/// keeps mail that the last two would drop, and nothing else.
/// </summary>
public static partial class DecideMail
{
    /// <summary>The decision.</summary>
    public static MailDecision Run(MailboxMessage mail, MailRules rules, KnownParties known)
    {
        var participants = ParticipantsOf(mail);
        var outsiders = participants.Where(a => !rules.IsOwn(a)).ToList();
        var living = outsiders.FindAll(a => !known.Erased.Contains(a));
        var isAskedFor = known.Says.GetValueOrDefault(mail.Id, MailSayKind.Forget) == MailSayKind.Log;
        if (mail.IsDraft == true)
            return new DropMail(DropReason.Draft);
        if (isAskedFor)
            return outsiders.Count > 0 && living.Count == 0 ? new DropMail(DropReason.Erased) : Keep(KeepReason.OwnersSay, "", mail, rules, known, living);
        if (Against(mail, rules, known, participants, outsiders) is { } refusal)
            return refusal;
        var (reason, detail) = WhyKept([.. participants.Where(a => !known.Erased.Contains(a))], living, rules, known);
        if (AutomaticMail.Find(mail) is { } automatic && reason is not (KeepReason.OwnRule or KeepReason.FirmRule))
            return automatic;
        return reason is { } keeps
            ? Keep(keeps, detail, mail, rules, known, living)
            : new DropMail(living.Count < outsiders.Count ? DropReason.Erased : DropReason.NoKnownParty);
    }

    /// <summary>Why a mail is none from which people may be made contacts: everything that drops it but that nobody is known. Null when it may be.</summary>
    public static DropMail? AgainstCreation(MailboxMessage mail, MailRules rules, KnownParties known)
    {
        var participants = ParticipantsOf(mail);
        if (mail.IsDraft == true)
            return new DropMail(DropReason.Draft);
        return Against(mail, rules, known, participants, participants.Where(a => !rules.IsOwn(a)).ToList()) ?? AutomaticMail.Find(mail);
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

    /// <summary>Whether the sender, or on a copy without headers the mailbox, marks the mail personal, private or confidential.</summary>
    // RFC 4021 names the header; PidTagSensitivity has the same mark on copies without headers.
    public static bool IsMarkedPrivate(MailboxMessage mail) =>
        mail.Sensitivity is > 0 || mail.Header("Sensitivity")?.Trim().ToLowerInvariant() is "personal" or "private" or "company-confidential";

    private static DropMail? Against(MailboxMessage mail, MailRules rules, KnownParties known, IReadOnlyList<string> participants, List<string> outsiders)
    {
        if (known.Says.TryGetValue(mail.Id, out var say) && say == MailSayKind.Forget)
            return new DropMail(DropReason.OwnersSay);
        if (participants.Select(rules.OwnNever.FindAddress).FirstOrDefault(f => f is not null) is { } person)
            return new DropMail(DropReason.OwnRule, person);
        if (IsMarkedPrivate(mail))
            return new DropMail(DropReason.Private);
        // A colleague is blocked by name alone: a rule for a whole domain is about others.
        if (Listed(rules.OwnNever, participants, rules) is { } own)
            return new DropMail(DropReason.OwnRule, own);
        if (Listed(rules.FirmNever, participants, rules) is { } firm)
            return new DropMail(DropReason.Blocked, firm);
        return participants.Count > 0 && outsiders.Count == 0 ? new DropMail(DropReason.InternalOnly) : null;
    }

    internal static string? Listed(AddressList list, IReadOnlyList<string> participants, MailRules rules) =>
        participants.Select(a => rules.IsOwn(a) ? list.FindAddress(a) : list.Find(a)).FirstOrDefault(f => f is not null);

    private static (KeepReason? Reason, string Detail) WhyKept(IReadOnlyList<string> participants, List<string> living, MailRules rules, KnownParties known)
    {
        // The address of an office finds its contact after those of persons.
        if (PersonsFirst(living).FirstOrDefault(a => known.ContactsByAddress.Contains(a)) is { } address)
            return (Always(participants, rules)?.Reason ?? KeepReason.KnownContact, address);
        if (Always(participants, rules) is { } always)
            return (always.Reason, always.Detail);
        return AccountOf(living, known).Domain is { } domain ? (KeepReason.KnownAccount, domain) : (null, "");
    }

    private static (KeepReason Reason, string Detail)? Always(IReadOnlyList<string> participants, MailRules rules)
    {
        if (Listed(rules.OwnAlways, participants, rules) is { } own)
            return (KeepReason.OwnRule, own);
        return Listed(rules.FirmAlways, participants, rules) is { } firm ? (KeepReason.FirmRule, firm) : null;
    }

    private static KeepMail Keep(KeepReason reason, string detail, MailboxMessage mail, MailRules rules, KnownParties known, List<string> living)
    {
        var contacts = PersonsFirst(living).SelectMany(a => known.ContactsByAddress[a]).DistinctBy(c => c.Id).ToList();
        var ids = contacts.ConvertAll(c => c.Id);
        var direction = mail.From is { } from && rules.IsOwn(MailAddresses.KeyOf(from.Address)) ? MailDirection.Sent : MailDirection.Received;
        var deal = DealOfThread(mail, known);
        var isOfNoDeal = mail.ConversationId is { } conversation && known.ConversationsWithoutDeal.Contains(conversation);
        var open = isOfNoDeal ? [] : ids.SelectMany(c => known.OpenDealsByContact[c]).Distinct().Take(2).ToList();
        return new KeepMail(
            reason, detail, direction, ids,
            AccountOf(living, known).AccountId ?? contacts.Select(c => c.AccountId).FirstOrDefault(a => a is not null),
            deal ?? (open is [var only] ? only : null), Narrowed(mail, known))
        {
            NeedsHeaders = deal is null && open.Count > 1 && mail.Headers is null && direction == MailDirection.Sent,
        };
    }

    private static MailVisibility? Narrowed(MailboxMessage mail, KnownParties known) =>
        IsMarkedPrivate(mail) ? MailVisibility.OwnerOnly : known.Confidential.Contains(mail.Id) ? MailVisibility.Participants : null;

    private static IEnumerable<string> PersonsFirst(List<string> addresses) => addresses.OrderBy(MailRoles.IsRole);

    internal static (string? Domain, long? AccountId) AccountOf(List<string> outsiders, KnownParties known)
    {
        foreach (var domain in outsiders.Select(MailAddresses.DomainOf).OfType<string>().SelectMany(MailAddresses.WithParents))
            if (!MailAddresses.IsFreeMail(domain) && known.AccountsByDomain.TryGetValue(domain, out var account))
                return (domain, account);
        return (null, null);
    }

    private static long? DealOfThread(MailboxMessage mail, KnownParties known)
    {
        foreach (var id in AnsweredIds(mail))
            if (known.DealsByMessageIdHash.TryGetValue(MailIdentity.OfMessageId(id), out var answered))
                return answered;
        return mail.ConversationId is { } conversation && known.DealsByConversation.TryGetValue(conversation, out var thread) ? thread : null;
    }

    [GeneratedRegex(@"<[^<>\s]+>")]
    private static partial Regex MessageId();
}

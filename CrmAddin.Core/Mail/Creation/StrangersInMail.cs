using CrmAddin.Core.Capture;
using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>
/// The people in some mails of a mailbox who could become contacts: recipients of mail that its owner sent, or senders too. Never out of
/// mail that is private, blocked, internal, bulk or automatic, and never an office's or a machine's address.
/// </summary>
internal sealed class StrangersInMail(Mailbox mailbox, ContactCreation scope, MailRules rules, string country)
{
    // Who writes to more people at once than this sends them a circular.
    private const int MostRecipients = 25;
    private const int MaxName = 200;
    private const int MaxReadFrom = 500;

    private readonly Dictionary<string, Stranger> _people = [];
    private readonly HashSet<string> _private = [];
    private readonly HashSet<string> _read = [];

    /// <summary>Threads that were passed over because they are marked private or confidential.</summary>
    public int PrivateThreads => _private.Count;

    /// <summary>Takes note of a mail; one that was told before counts once.</summary>
    public void Read(MailboxMessage mail, KnownParties known)
    {
        if (!_read.Add(mail.Id))
            return;
        var refusal = DecideMail.AgainstCreation(mail, rules, known);
        if (refusal is { Reason: DropReason.Private })
            _private.Add(mail.ConversationId ?? mail.Id);
        if (refusal is not null || mail.From is not { } from)
            return;
        var recipients = (mail.To ?? []).Concat(mail.Cc ?? []).ToList();
        var at = mail.SentAt ?? mail.ReceivedAt ?? DateTimeOffset.MinValue;
        if (IsOurs(from, recipients))
        {
            if (recipients.Count <= MostRecipients)
                recipients.ForEach(person => Note(person, at, isWanted: true, mail, known));
        }
        else if (Note(from, at, isWanted: scope == ContactCreation.FromAllMail, mail, known) is { } writer && at >= writer.ProposedAt)
        {
            (writer.Proposal, writer.ProposedAt, writer.ReadFrom) = (Propose(from, mail.Subject, mail.BodyText), at, mail.InternetMessageId);
        }
    }

    /// <summary>The people found, those with most mails first; nobody is looked up in the store yet.</summary>
    public List<CreationCandidate> Candidates() =>
        [.. _people.Values.Where(p => p.IsWanted).OrderByDescending(p => p.Mails).ThenByDescending(p => p.LastAt).ThenBy(p => p.Person.Address, StringComparer.Ordinal).Select(ToCandidate)];

    // A colleague's mail that came to this mailbox is the colleague's, not its owner's.
    private bool IsOurs(MailPerson from, List<MailPerson> recipients)
    {
        var sender = MailAddresses.KeyOf(from.Address);
        return sender == mailbox.Address || rules.IsOwn(sender) && !recipients.Exists(r => MailAddresses.KeyOf(r.Address) == mailbox.Address);
    }

    private Stranger? Note(MailPerson person, DateTimeOffset at, bool isWanted, MailboxMessage mail, KnownParties known)
    {
        var address = MailAddresses.KeyOf(person.Address);
        if (!IsAddress(address) || rules.IsOwn(address) || MailRoles.IsRole(address) || known.ContactsByAddress.Contains(address) || known.Erased.Contains(address))
            return null;
        if (!_people.TryGetValue(address, out var stranger))
            _people[address] = stranger = new Stranger(person);
        stranger.Mails++;
        stranger.IsWanted |= isWanted;
        stranger.LastAt = at > stranger.LastAt ? at : stranger.LastAt;
        stranger.ReadFrom ??= mail.InternetMessageId;
        return stranger;
    }

    private static bool IsAddress(string address) =>
        MailAddresses.DomainOf(address) is { } domain && Uri.CheckHostName(domain) == UriHostNameType.Dns && domain.Contains('.', StringComparison.Ordinal) && !address.Any(char.IsWhiteSpace);

    private ProposedContact Propose(MailPerson person, string? subject, string? body) => ProposeContact.From(
        new MailToRead { From = new MailParty(person.Name, person.Address), Subject = subject ?? "", Body = body ?? "" }, country);

    private CreationCandidate ToCandidate(Stranger stranger)
    {
        var proposal = stranger.Proposal ?? Propose(stranger.Person, null, null);
        var address = MailAddresses.KeyOf(stranger.Person.Address);
        var domain = MailAddresses.DomainOf(address)!;
        var isFirms = !MailAddresses.IsFreeMail(domain);
        return new CreationCandidate
        {
            AddressKey = address,
            DisplayName = Short(proposal.Name.Display ?? stranger.Person.Name) ?? Short(address)!,
            GivenName = Short(proposal.Name.Given),
            FamilyName = Short(proposal.Name.Family),
            JobTitle = Short(proposal.Title),
            Phones = proposal.Phones.Count == 0 ? null : string.Join('\n', proposal.Phones.Take(4).Select(p => $"{KindOf(p.Kind)} {p.Raw}")),
            AccountName = Short(proposal.Account),
            Domain = isFirms ? domain : null,
            MailCount = stranger.Mails,
            LastMailAt = stranger.LastAt,
            ReadFrom = stranger.ReadFrom is { } id && id.Length <= MaxReadFrom ? id : null,
            HasSignature = proposal.Signature.Text is not null,
        };
    }

    private static PhoneKind KindOf(string kind) => Enum.TryParse<PhoneKind>(kind, ignoreCase: true, out var known) ? known : PhoneKind.Work;

    private static string? Short(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : text.Trim().Replace("\0", "", StringComparison.Ordinal) is var clean && clean.Length <= MaxName ? clean : text.Trim()[..MaxName];

    private sealed class Stranger(MailPerson person)
    {
        public MailPerson Person { get; } = person;

        public int Mails { get; set; }

        public DateTimeOffset LastAt { get; set; }

        public bool IsWanted { get; set; }

        public ProposedContact? Proposal { get; set; }

        public DateTimeOffset ProposedAt { get; set; }

        public string? ReadFrom { get; set; }
    }
}

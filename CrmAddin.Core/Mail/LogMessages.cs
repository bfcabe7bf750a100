using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>What became of some messages.</summary>
/// <param name="Kept">Mails that were logged, or found in another mailbox' log.</param>
/// <param name="Dropped">Mails that were not, by reason.</param>
/// <param name="NewlyDecided">Mails on which nothing had been decided before.</param>
public sealed record LoggedCounts(int Kept, IReadOnlyDictionary<DropReason, int> Dropped, int NewlyDecided);

/// <summary>
/// Decides on messages of one mailbox and writes what follows: messages, copies, participants, links, or the trace of a
/// dropped mail. A message that was told before changes nothing, so every replay is harmless. The caller holds the
/// transaction, reads as the system, and clears the context's rows afterwards.
/// </summary>
public sealed class LogMessages(CrmDb db, FindKnownParties findKnownParties, GrowConfidentialThreads growConfidentialThreads, DroppedMailKey key, MailSettings settings)
{
    private const int MaxName = 320;
    private const int MaxConversation = 400;

    /// <summary>Writes without committing.</summary>
    public async Task<LoggedCounts> RunAsync(Mailbox mailbox, long? folderId, IReadOnlyCollection<MailboxMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return new LoggedCounts(0, new Dictionary<DropReason, int>(), 0);
        var rules = await findKnownParties.RulesAsync(mailbox, cancel);
        var known = await findKnownParties.RunAsync(mailbox, messages, cancel);
        var page = await LoadStoredAsync(mailbox, messages, cancel);
        foreach (var message in messages)
            Settle(message, mailbox, folderId, DecideMail.Run(message, rules, known), known, page);
        await db.SaveChangesAsync(cancel);
        await NoteLastContactAsync(page.Links, cancel);
        await growConfidentialThreads.RunAsync(messages, known, cancel);
        return new LoggedCounts(page.Kept, page.DroppedByReason, page.NewlyDecided);
    }

    private async Task<PageState> LoadStoredAsync(Mailbox mailbox, IReadOnlyCollection<MailboxMessage> messages, CancellationToken cancel)
    {
        var ids = messages.Select(m => m.Id).Distinct().ToList();
        var identities = messages.Select(m => MailIdentity.Of(m, mailbox.Address)).Distinct().ToList();
        var traces = identities.ConvertAll(key.Hash);
        return new PageState
        {
            Copies = await db.MessageCopies.Include(c => c.Message!).ThenInclude(m => m.Contacts)
                .Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId)).ToDictionaryAsync(c => c.GraphId, cancel),
            Messages = await db.Messages.Include(m => m.Contacts)
                .Where(m => identities.Contains(m.IdentityHash)).ToDictionaryAsync(m => m.IdentityHash, cancel),
            Dropped = await db.DroppedMessages
                .Where(d => d.MailboxId == mailbox.Id && traces.Contains(d.KeyedHash)).ToDictionaryAsync(d => d.KeyedHash, cancel),
        };
    }

    private void Settle(MailboxMessage mail, Mailbox mailbox, long? folderId, MailDecision decision, KnownParties known, PageState page)
    {
        if (page.Copies.TryGetValue(mail.Id, out var copy))
        {
            Refresh(copy, folderId);
            Link(copy.Message!, decision as KeepMail, page);
            return;
        }
        var identity = MailIdentity.Of(mail, mailbox.Address);
        var trace = key.Hash(identity);
        if (decision is DropMail drop)
        {
            LeaveTrace(mail, mailbox, folderId, trace, drop.Reason, page);
            return;
        }
        var keep = (KeepMail)decision;
        if (page.Dropped.Remove(trace, out var earlier))
            db.DroppedMessages.Remove(earlier);
        else
            page.NewlyDecided++;
        if (!page.Messages.TryGetValue(identity, out var message))
            page.Messages[identity] = message = Add(mail, identity, keep, known.Erased);
        copy = CopyOf(mail, mailbox, folderId, message, keep, known.Erased);
        message.Copies.Add(copy);
        page.Copies[mail.Id] = copy;
        page.Kept++;
        Link(message, keep, page);
        Remember(message, known);
    }

    // A later mail of the same page may answer this one.
    private static void Remember(LoggedMessage message, KnownParties known)
    {
        if (message.DealId is not { } deal)
            return;
        if (message.ConversationId is { } conversation)
            known.DealsByConversation[conversation] = deal;
        if (message.InternetMessageIdHash is { } id)
            known.DealsByMessageIdHash[id] = deal;
    }

    private static void Refresh(MessageCopy copy, long? folderId)
    {
        copy.MailFolderId = folderId ?? copy.MailFolderId;
        copy.RemovedAt = null;
    }

    private void LeaveTrace(MailboxMessage mail, Mailbox mailbox, long? folderId, string trace, DropReason reason, PageState page)
    {
        if (page.Dropped.TryGetValue(trace, out var earlier))
        {
            earlier.Reason = reason.ToString();
            return;
        }
        page.NewlyDecided++;
        page.DroppedByReason[reason] = page.DroppedByReason.GetValueOrDefault(reason) + 1;
        page.Dropped[trace] = new DroppedMessage { MailboxId = mailbox.Id, KeyedHash = trace, Reason = reason.ToString(), DecidedAt = db.Now, MailFolderId = folderId, ReceivedOn = DayOf(mail) };
        db.DroppedMessages.Add(page.Dropped[trace]);
    }

    private LoggedMessage Add(MailboxMessage mail, string identity, KeepMail keep, IReadOnlySet<string> erased)
    {
        var message = new LoggedMessage
        {
            IdentityHash = identity,
            InternetMessageId = mail.InternetMessageId is { Length: > 0 } id ? Clean(id) : null,
            InternetMessageIdHash = mail.InternetMessageId is { Length: > 0 } hashed ? MailIdentity.OfMessageId(hashed) : null,
            ConversationId = Short(mail.ConversationId, MaxConversation),
            Direction = keep.Direction,
            Subject = MaskErased(Clean(mail.Subject ?? ""), mail, erased),
            Preview = settings.Bodies == BodyPolicy.HeaderOnly ? "" : MaskErased(Clean(mail.Preview ?? ""), mail, erased),
            SentAt = mail.SentAt ?? mail.ReceivedAt ?? db.Now,
            ReceivedAt = mail.ReceivedAt,
            HasAttachments = mail.HasAttachments ?? false,
            LoggedAt = db.Now,
            KeptReason = keep.Reason.ToString(),
            KeptDetail = keep.Detail,
            AccountId = keep.AccountId,
            DealId = keep.DealId,
        };
        AddParticipants(message, ParticipantRole.From, mail.From is { } from ? [from] : [], erased);
        AddParticipants(message, ParticipantRole.To, mail.To, erased);
        AddParticipants(message, ParticipantRole.Cc, mail.Cc, erased);
        AddParticipants(message, ParticipantRole.Bcc, mail.Bcc, erased);
        db.Messages.Add(message);
        return message;
    }

    private static void AddParticipants(LoggedMessage message, ParticipantRole role, IReadOnlyList<MailPerson>? people, IReadOnlySet<string> erased)
    {
        foreach (var person in people ?? [])
            if (MailAddresses.KeyOf(person.Address) is { Length: > 0 } address)
                message.Participants.Add(erased.Contains(address)
                    ? new MessageParticipant { Role = role, AddressKey = ErasedText.Address }
                    : new MessageParticipant { Role = role, AddressKey = address, Name = Short(person.Name, MaxName) });
    }

    // A mail that others keep does not bring back an erased person who takes part in it.
    private static string MaskErased(string text, MailboxMessage mail, IReadOnlySet<string> erased)
    {
        if (erased.Count == 0)
            return text;
        IEnumerable<MailPerson?> people = [mail.From, .. mail.To ?? [], .. mail.Cc ?? [], .. mail.Bcc ?? []];
        foreach (var person in people.OfType<MailPerson>().Where(p => erased.Contains(MailAddresses.KeyOf(p.Address))))
        {
            text = text.Replace(MailAddresses.KeyOf(person.Address), ErasedText.Mark, StringComparison.OrdinalIgnoreCase);
            if (person.Name is { Length: > 3 } name)
                text = text.Replace(name, ErasedText.Mark, StringComparison.OrdinalIgnoreCase);
        }
        return text;
    }

    private MessageCopy CopyOf(MailboxMessage mail, Mailbox mailbox, long? folderId, LoggedMessage message, KeepMail keep, IReadOnlySet<string> erased) => new()
    {
        Message = message,
        MailboxId = mailbox.Id,
        MailFolderId = folderId,
        GraphId = mail.Id,
        Visibility = keep.Visibility is { } narrower && narrower > mailbox.Visibility ? narrower : mailbox.Visibility,
        ReceivedAt = mail.ReceivedAt,
        OwnerId = mailbox.OwnerId,
        TeamId = mailbox.TeamId,
        BodyText = settings.Bodies == BodyPolicy.Full && mail.BodyText is { } body ? MaskErased(Clean(body), mail, erased) : null,
    };

    private static void Link(LoggedMessage message, KeepMail? keep, PageState page)
    {
        if (keep is null)
            return;
        foreach (var contact in keep.ContactIds.Where(id => message.Contacts.All(c => c.ContactId != id)))
        {
            var link = new MessageContact { Message = message, ContactId = contact, SentAt = message.SentAt };
            message.Contacts.Add(link);
            page.Links.Add(link);
        }
        message.AccountId ??= keep.AccountId;
        message.DealId ??= keep.DealId;
    }

    // Written past the row's version: mail logging must not make a colleague's open form conflict.
    private async Task NoteLastContactAsync(List<MessageContact> links, CancellationToken cancel)
    {
        foreach (var contact in links.GroupBy(l => l.ContactId))
        {
            var last = contact.Max(l => l.SentAt);
            var at = last < db.Now ? last : db.Now;
            await db.Contacts.Where(c => c.Id == contact.Key && (c.LastContactedAt == null || c.LastContactedAt < at))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.LastContactedAt, at), cancel);
        }
    }

    private static DateOnly? DayOf(MailboxMessage mail) => mail.ReceivedAt is { } at ? DateOnly.FromDateTime(at.UtcDateTime) : null;

    // PostgreSQL keeps no NUL characters in text.
    private static string Clean(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static string? Short(string? text, int max) =>
        text is null ? null : Clean(text) is var clean && clean.Length <= max ? clean : clean[..max];

    private sealed class PageState
    {
        public required Dictionary<string, MessageCopy> Copies { get; init; }

        public required Dictionary<string, LoggedMessage> Messages { get; init; }

        public required Dictionary<string, DroppedMessage> Dropped { get; init; }

        public List<MessageContact> Links { get; } = [];

        public Dictionary<DropReason, int> DroppedByReason { get; } = [];

        public int Kept { get; set; }

        public int NewlyDecided { get; set; }
    }
}

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
/// dropped mail. A message that was told before changes nothing, so every replay is harmless. A page costs the same few statements
/// however many messages it has and however many are stored. The caller holds the transaction and reads as the system.
/// </summary>
public sealed class LogMessages(CrmDb db, FindKnownParties findKnownParties, DroppedMailKey key, MailSettings settings)
{
    private const int MaxName = 320;
    private const int MaxConversation = 400;

    /// <summary>Writes without committing.</summary>
    public async Task<LoggedCounts> RunAsync(Mailbox mailbox, long? folderId, IReadOnlyCollection<MailboxMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return new LoggedCounts(0, new Dictionary<DropReason, int>(), 0);
        var rules = await findKnownParties.RulesAsync(cancel);
        var known = await findKnownParties.RunAsync(messages, cancel);
        var mails = messages.Select(m => MailToLog.Of(m, mailbox, key)).ToList();
        var page = await LoggedPage.LoadAsync(db, mailbox, folderId, mails, cancel);
        foreach (var mail in mails)
            Settle(mail, mailbox, DecideMail.Run(mail.Told, rules, known), known, page);
        await page.WriteAsync(db, cancel);
        await NoteLastContactAsync(page.LinkedContacts, cancel);
        return new LoggedCounts(page.Kept, page.DroppedByReason, page.NewlyDecided);
    }

    /// <summary>Which of these mails the log knows as gone from the mailbox: whoever is told of them once more asks before they count as back.</summary>
    public async Task<IReadOnlySet<string>> KnownAsGoneAsync(Mailbox mailbox, IReadOnlyCollection<MailboxMessage> messages, CancellationToken cancel)
    {
        if (messages.Count == 0)
            return new HashSet<string>();
        var ids = messages.Select(m => m.Id).ToList();
        var gone = await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId) && c.RemovedAt != null)
            .Select(c => c.GraphId).ToHashSetAsync(cancel);
        if (settings.Deleted == DeletedMailPolicy.Remove)
        {
            var traces = messages.Select(m => MailToLog.Of(m, mailbox, key)).ToLookup(m => m.Trace, m => m.Told.Id);
            var forgotten = await MailLogQuery.Dropped(db, mailbox.Id, [.. traces.Select(t => t.Key)])
                .Where(d => d.Reason == nameof(DropReason.DeletedInMailbox)).Select(d => d.KeyedHash).ToListAsync(cancel);
            gone.UnionWith(forgotten.SelectMany(trace => traces[trace]));
        }
        return gone;
    }

    private void Settle(MailToLog mail, Mailbox mailbox, MailDecision decision, KnownParties known, LoggedPage page)
    {
        if (page.FindCopy(mail) is { } copied)
        {
            if (decision is KeepMail again)
                page.Link(copied, again);
        }
        else if (decision is KeepMail keep)
        {
            Keep(mail, mailbox, keep, known, page);
        }
        else
        {
            page.Drop(mail, mailbox, ((DropMail)decision).Reason, db.Now);
        }
    }

    private void Keep(MailToLog mail, Mailbox mailbox, KeepMail keep, KnownParties known, LoggedPage page)
    {
        var message = page.FindMessage(mail) ?? page.Add(MessageOf(mail, keep, known.Erased));
        page.AddCopy(message, CopyOf(mail.Told, mailbox, page.FolderId, keep, known.Erased), mail);
        page.Link(message, keep);
        Remember(message, mail.Told, known);
    }

    // A later mail of the same page may answer this one.
    private static void Remember(StoredMessage message, MailboxMessage mail, KnownParties known)
    {
        if (message.DealId is not { } deal)
            return;
        if (mail.ConversationId is { } conversation)
            known.DealsByConversation[conversation] = deal;
        if (mail.InternetMessageId is { Length: > 0 } id)
            known.DealsByMessageIdHash[MailIdentity.OfMessageId(id)] = deal;
    }

    private LoggedMessage MessageOf(MailToLog log, KeepMail keep, IReadOnlySet<string> erased)
    {
        var mail = log.Told;
        var message = new LoggedMessage
        {
            IdentityHash = log.Identity,
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

    private MessageCopy CopyOf(MailboxMessage mail, Mailbox mailbox, long? folderId, KeepMail keep, IReadOnlySet<string> erased) => new()
    {
        MailboxId = mailbox.Id,
        MailFolderId = folderId,
        GraphId = mail.Id,
        Visibility = keep.Visibility is { } narrower && narrower > mailbox.Visibility ? narrower : mailbox.Visibility,
        ReceivedAt = mail.ReceivedAt,
        OwnerId = mailbox.OwnerId,
        TeamId = mailbox.TeamId,
        BodyText = settings.Bodies == BodyPolicy.Full && mail.BodyText is { } body ? MaskErased(Clean(body), mail, erased) : null,
    };

    // Written past the row's version: mail logging must not make a colleague's open form conflict.
    private async Task NoteLastContactAsync(IReadOnlyCollection<long> contacts, CancellationToken cancel)
    {
        if (contacts.Count > 0)
            await MailLogQuery.ContactsWithLaterMail(db, contacts, db.Now).ExecuteUpdateAsync(
                s => s.SetProperty(c => c.Contact.LastContactedAt, c => c.LastMailAt), cancel);
    }

    // PostgreSQL keeps no NUL characters in text.
    private static string Clean(string text) => text.Contains('\0', StringComparison.Ordinal) ? text.Replace("\0", "", StringComparison.Ordinal) : text;

    private static string? Short(string? text, int max) =>
        text is null ? null : Clean(text) is var clean && clean.Length <= max ? clean : clean[..max];
}

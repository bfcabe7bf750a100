using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Threads;

/// <summary>Where a list of conversations goes on: below a mail of this moment and key.</summary>
/// <param name="SentAt">When the mail was sent.</param>
/// <param name="MessageId">Key of the mail.</param>
public readonly record struct ThreadPlace(DateTimeOffset SentAt, long MessageId)
{
    /// <summary>Above every mail.</summary>
    public static ThreadPlace Top { get; } = new(new DateTimeOffset(9999, 12, 31, 0, 0, 0, TimeSpan.Zero), long.MaxValue);
}

/// <summary>A conversation as a list shows it.</summary>
/// <param name="MessageId">Its newest mail of the contact, account or deal at hand.</param>
/// <param name="ConversationId">The conversation; null where a mail stands alone.</param>
/// <param name="LastSentAt">When that mail was sent.</param>
/// <param name="LastDirection">Which way it went.</param>
/// <param name="LastPreview">Its first characters.</param>
/// <param name="FirstSubject">Subject of the first mail.</param>
/// <param name="OtherCount">Mails in the conversation; 0 where the mail stands alone.</param>
/// <param name="HasAttachments">Whether any of them carries attachments.</param>
/// <param name="DealId">The deal that the newest mail with one belongs to.</param>
public sealed record ThreadRow(
    long MessageId, string? ConversationId, DateTimeOffset LastSentAt, MailDirection LastDirection, string LastPreview, string FirstSubject, int OtherCount, bool HasAttachments, long? DealId)
{
    /// <summary>Mails in the conversation that the reader may see.</summary>
    public int Count => Math.Max(1, OtherCount);
}

/// <summary>Somebody who takes part in a conversation.</summary>
/// <param name="MessageId">A mail of the conversation, where it stands alone.</param>
/// <param name="ConversationId">The conversation.</param>
/// <param name="AddressKey">Address.</param>
/// <param name="Name">Name in a head; null where none gives one.</param>
public sealed record ThreadPerson(long MessageId, string? ConversationId, string AddressKey, string? Name);

/// <summary>The text of a mail out of a copy that the reader may read.</summary>
/// <param name="MessageId">The mail.</param>
/// <param name="Text">Its text, at most <see cref="ThreadQuery.LongestShown"/> characters.</param>
/// <param name="Length">Characters of the whole text.</param>
public sealed record ReadableBody(long MessageId, string Text, int Length);

/// <summary>
/// Reads of conversations, each within what the context's reader sees. Mails of one conversation id are a conversation; a mail
/// without one stands alone. "At or below the moment, and below the moment or the key" is said in full, so that an index is walked from there.
/// </summary>
public static class ThreadQuery
{
    /// <summary>Characters of a body that a screen shows.</summary>
    public const int LongestShown = 100_000;

    /// <summary>The newest mail of each conversation in which a contact takes part, newest first, below a place.</summary>
    public static IQueryable<LoggedMessage> OfContact(CrmDb db, long contactId, ThreadPlace below) =>
        from link in db.MessageContacts
        where link.ContactId == contactId && link.SentAt <= below.SentAt && (link.SentAt < below.SentAt || link.MessageId < below.MessageId)
        join mail in db.Messages on link.MessageId equals mail.Id
        where !db.Messages.Any(later => later.ConversationId != null && later.ConversationId == mail.ConversationId
            && later.SentAt >= mail.SentAt && (later.SentAt > mail.SentAt || later.Id > mail.Id)
            && later.Contacts.Any(c => c.ContactId == contactId))
        orderby link.SentAt descending, link.MessageId descending
        select mail;

    /// <summary>The newest mail of each conversation with an account, newest first, below a place.</summary>
    public static IQueryable<LoggedMessage> OfAccount(CrmDb db, long accountId, ThreadPlace below) =>
        db.Messages.Where(m => m.AccountId == accountId && m.SentAt <= below.SentAt && (m.SentAt < below.SentAt || m.Id < below.MessageId))
            .Where(m => !db.Messages.Any(later => later.ConversationId != null && later.ConversationId == m.ConversationId
                && later.SentAt >= m.SentAt && (later.SentAt > m.SentAt || later.Id > m.Id) && later.AccountId == accountId))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id);

    /// <summary>The newest mail of each conversation about a deal, newest first, below a place.</summary>
    public static IQueryable<LoggedMessage> OfDeal(CrmDb db, long dealId, ThreadPlace below) =>
        db.Messages.Where(m => m.DealId == dealId && m.SentAt <= below.SentAt && (m.SentAt < below.SentAt || m.Id < below.MessageId))
            .Where(m => !db.Messages.Any(later => later.ConversationId != null && later.ConversationId == m.ConversationId
                && later.SentAt >= m.SentAt && (later.SentAt > m.SentAt || later.Id > m.Id) && later.DealId == dealId))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id);

    /// <summary>The conversations of some mails, each as the mail's row, newest first.</summary>
    public static IQueryable<ThreadRow> Rows(CrmDb db, IReadOnlyCollection<long> messageIds) =>
        db.Messages.Where(m => messageIds.Contains(m.Id))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id)
            .Select(m => new ThreadRow(
                m.Id,
                m.ConversationId,
                m.SentAt,
                m.Direction,
                m.Preview,
                db.Messages.Where(x => x.ConversationId != null && x.ConversationId == m.ConversationId).OrderBy(x => x.SentAt).ThenBy(x => x.Id).Select(x => x.Subject).FirstOrDefault() ?? m.Subject,
                db.Messages.Count(x => x.ConversationId != null && x.ConversationId == m.ConversationId),
                m.HasAttachments || db.Messages.Any(x => x.ConversationId != null && x.ConversationId == m.ConversationId && x.HasAttachments),
                m.DealId ?? db.Messages.Where(x => x.ConversationId != null && x.ConversationId == m.ConversationId && x.DealId != null)
                    .OrderByDescending(x => x.SentAt).ThenByDescending(x => x.Id).Select(x => x.DealId).FirstOrDefault()));

    /// <summary>Senders and recipients in sight of the conversations of some mails, each person once a conversation.</summary>
    public static IQueryable<ThreadPerson> People(CrmDb db, IReadOnlyCollection<long> messageIds, IReadOnlyCollection<string> conversationIds) =>
        db.Messages.Where(m => (m.ConversationId == null && messageIds.Contains(m.Id)) || (m.ConversationId != null && conversationIds.Contains(m.ConversationId)))
            .SelectMany(m => m.Participants.Where(p => p.Role != ParticipantRole.Bcc), (m, p) => new { m.Id, m.ConversationId, p.AddressKey, p.Name, p.Role })
            .GroupBy(p => new { p.ConversationId, p.AddressKey })
            .Select(g => new ThreadPerson(g.Min(p => p.Id), g.Key.ConversationId, g.Key.AddressKey, g.Max(p => p.Name)));

    /// <summary>Mails of the conversation that a mail belongs to, below a place, newest first, with all that is shown beside the text.</summary>
    public static IQueryable<LoggedMessage> Mails(CrmDb db, long messageId, string? conversationId, ThreadPlace below) =>
        db.Messages.AsNoTracking()
            .Where(m => conversationId == null ? m.Id == messageId : m.ConversationId == conversationId)
            .Where(m => m.SentAt <= below.SentAt && (m.SentAt < below.SentAt || m.Id < below.MessageId))
            .OrderByDescending(m => m.SentAt).ThenByDescending(m => m.Id)
            .Include(m => m.Participants).Include(m => m.Account).Include(m => m.Deal)
            .Include(m => m.Contacts).ThenInclude(c => c.Contact)
            .AsSplitQuery();

    /// <summary>Texts of mails, each out of the first copy with one that the reader may read.</summary>
    public static IQueryable<ReadableBody> Bodies(CrmDb db, IReadOnlyCollection<long> messageIds) =>
        db.MessageCopies.Where(c => messageIds.Contains(c.MessageId) && c.BodyText != null
                && !db.MessageCopies.Any(other => other.MessageId == c.MessageId && other.BodyText != null && other.Id < c.Id))
            .Select(c => new ReadableBody(c.MessageId, c.BodyText!.Substring(0, LongestShown), c.BodyText!.Length));

    /// <summary>Deals into which a conversation may be put: open ones of its contacts and accounts, and the one it is in.</summary>
    public static IQueryable<Deal> DealsToChoose(CrmDb db, IReadOnlyCollection<long> contactIds, IReadOnlyCollection<long> accountIds, long? current) =>
        db.Deals.AsNoTracking()
            .Where(d => d.Id == current || (d.Stage!.Kind == StageKind.Open && d.Track != DealTrack.Cancelled
                && ((d.AccountId != null && accountIds.Contains(d.AccountId.Value)) || d.Contacts.Any(c => contactIds.Contains(c.ContactId)))))
            .OrderBy(d => d.ExpectedCloseOn).ThenBy(d => d.Id);
}

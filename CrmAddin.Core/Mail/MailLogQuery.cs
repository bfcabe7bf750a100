using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>A copy that is stored.</summary>
public sealed record StoredCopyRow(long Id, string GraphId, long MessageId);

/// <summary>A message that is stored.</summary>
public sealed record StoredMessageRow(long Id, string IdentityHash, DateTimeOffset SentAt, long? AccountId, long? DealId, bool IsDealChosen);

/// <summary>A mail that is missing on a contact's timeline.</summary>
public sealed record UnlinkedMailRow(long MessageId, long ContactId, DateTimeOffset SentAt);

/// <summary>A contact with the time of its latest mail.</summary>
public sealed class ContactWithMail
{
    /// <summary>The contact.</summary>
    public required Contact Contact { get; init; }

    /// <summary>When its latest mail was sent.</summary>
    public DateTimeOffset? LastMailAt { get; init; }
}

/// <summary>What mail logging asks the store, as the system; each is a seek in an index for every key, however much is stored.</summary>
public static class MailLogQuery
{
    /// <summary>Copies of a mailbox by their ids there.</summary>
    public static IQueryable<StoredCopyRow> Copies(CrmDb db, long mailboxId, IReadOnlyCollection<string> graphIds) =>
        db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailboxId && graphIds.Contains(c.GraphId))
            .Select(c => new StoredCopyRow(c.Id, c.GraphId, c.MessageId));

    /// <summary>Messages by identity.</summary>
    public static IQueryable<StoredMessageRow> Messages(CrmDb db, IReadOnlyCollection<string> identities) =>
        db.Messages.IgnoreQueryFilters().Where(m => identities.Contains(m.IdentityHash))
            .Select(m => new StoredMessageRow(m.Id, m.IdentityHash, m.SentAt, m.AccountId, m.DealId, m.DealChosenAt != null));

    /// <summary>Messages by key.</summary>
    public static IQueryable<StoredMessageRow> Messages(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Messages.IgnoreQueryFilters().Where(m => ids.Contains(m.Id))
            .Select(m => new StoredMessageRow(m.Id, m.IdentityHash, m.SentAt, m.AccountId, m.DealId, m.DealChosenAt != null));

    /// <summary>Traces of mails that a mailbox did not keep.</summary>
    public static IQueryable<DroppedMessage> Dropped(CrmDb db, long mailboxId, IReadOnlyCollection<string> traces) =>
        db.DroppedMessages.AsNoTracking().Where(d => d.MailboxId == mailboxId && traces.Contains(d.KeyedHash));

    /// <summary>Copies of which the store says that they are in another folder, or gone.</summary>
    public static IQueryable<MessageCopy> CopiesElsewhere(CrmDb db, IReadOnlyCollection<long> ids, long? folderId) =>
        db.MessageCopies.IgnoreQueryFilters().Where(c => ids.Contains(c.Id) && (c.RemovedAt != null || (folderId != null && c.MailFolderId != folderId)));

    /// <summary>Mails with one of these addresses of these contacts that are not on their timelines.</summary>
    public static IQueryable<UnlinkedMailRow> UnlinkedMail(CrmDb db, IReadOnlyCollection<long> contactIds, IReadOnlyCollection<string> addresses) =>
        (from email in db.ContactEmails.IgnoreQueryFilters()
         join participant in db.MessageParticipants.IgnoreQueryFilters() on email.AddressKey equals participant.AddressKey
         where contactIds.Contains(email.ContactId) && addresses.Contains(email.AddressKey)
             && !db.MessageContacts.IgnoreQueryFilters().Any(l => l.MessageId == participant.MessageId && l.ContactId == email.ContactId)
         select new UnlinkedMailRow(participant.MessageId, email.ContactId, participant.Message!.SentAt)).Distinct();

    /// <summary>Contacts whose latest mail, up to a moment, is later than the last contact that is noted.</summary>
    public static IQueryable<ContactWithMail> ContactsWithLaterMail(CrmDb db, IReadOnlyCollection<long> ids, DateTimeOffset now) =>
        db.Contacts.IgnoreQueryFilters().Where(c => ids.Contains(c.Id))
            .Select(c => new ContactWithMail
            {
                Contact = c,
                LastMailAt = db.MessageContacts.Where(l => l.ContactId == c.Id && l.SentAt <= now).OrderByDescending(l => l.SentAt)
                    .Select(l => (DateTimeOffset?)l.SentAt).FirstOrDefault(),
            })
            .Where(c => c.LastMailAt != null && (c.Contact.LastContactedAt == null || c.Contact.LastContactedAt < c.LastMailAt));
}

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Reads of confidential threads.</summary>
public static class ConfidentialThreadQuery
{
    /// <summary>A logged mail, where a mailbox of the reader's own holds it.</summary>
    public static IQueryable<LoggedMessage> OwnMail(CrmDb db, long messageId) => db.Messages.AsNoTracking()
        .Where(m => m.Id == messageId && m.Copies.Any(c => c.OwnerId != null && c.OwnerId == db.Reader.UserId));

    /// <summary>The confidential threads that a logged mail belongs to.</summary>
    /// <param name="db">The store.</param>
    /// <param name="keys">What the mail says about itself, of <see cref="ThreadKeys"/>.</param>
    public static IQueryable<ConfidentialThread> Of(CrmDb db, IReadOnlyCollection<string> keys) =>
        db.ConfidentialThreads.Where(t => t.Keys.Any(k => keys.Contains(k.KeyedHash)));

    /// <summary>The logged mails of the conversation of a mail, itself included, whoever may read them: colleagues' copies belong to the thread too.</summary>
    public static IQueryable<LoggedMessage> MailsOfConversation(CrmDb db, LoggedMessage message) => db.Messages.AsNoTracking().IgnoreQueryFilters()
        .Where(m => m.Id == message.Id || (message.ConversationId != null && m.ConversationId == message.ConversationId));
}

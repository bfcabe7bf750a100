using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Takes the confidential mark off the thread of a mail: its mails are read as their mailboxes say again. Only who marked it may.</summary>
public sealed class TakeOffConfidentialMark(CrmDb db, DroppedMailKey key)
{
    /// <summary>How many logged mails it holds for. Errors: <see cref="MailNotInYourMailbox"/>, <see cref="ThreadMarkedByOther"/>.</summary>
    public async Task<Result<int>> RunAsync(long messageId, CancellationToken cancel)
    {
        if (await ConfidentialThreadQuery.OwnMail(db, messageId).FirstOrDefaultAsync(cancel) is not { } message)
            return new MailNotInYourMailbox();
        var threads = await ConfidentialThreadQuery.Of(db, [.. ThreadKeys.Own(key, message.ConversationId, message.InternetMessageId)]).AsNoTracking().ToListAsync(cancel);
        if (threads.Exists(t => t.MarkedById != db.Reader.UserId))
            return new ThreadMarkedByOther();
        var marked = threads.ConvertAll(t => t.Id);
        // A message that was narrowed by hand beyond the mark keeps that: only what the mark did is undone.
        var mails = await ConfidentialThreadQuery.MailsOfConversation(db, message).Select(m => m.Id).ToListAsync(cancel);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.ConfidentialThreads.Where(t => marked.Contains(t.Id)).ExecuteDeleteAsync(cancel);
        await db.MessageCopies.IgnoreQueryFilters()
            .Where(c => mails.Contains(c.MessageId) && c.Visibility == MailVisibility.Participants && c.Mailbox!.Visibility == MailVisibility.Shared)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, MailVisibility.Shared), cancel);
        await write.CommitAsync(cancel);
        return mails.Count;
    }
}

using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>
/// Marks the thread of a mail confidential: from then on its mails, the later ones too, are read only by those whose mailbox holds them.
/// Whoever takes part may mark it.
/// </summary>
public sealed class MarkThreadConfidential(CrmDb db, DroppedMailKey key)
{
    /// <summary>How many logged mails of the thread it holds for now. Errors: <see cref="MailNotInYourMailbox"/>.</summary>
    public async Task<Result<int>> RunAsync(long messageId, CancellationToken cancel)
    {
        if (await ConfidentialThreadQuery.OwnMail(db, messageId).FirstOrDefaultAsync(cancel) is not { } message)
            return new MailNotInYourMailbox();
        var mails = await ConfidentialThreadQuery.MailsOfConversation(db, message).ToListAsync(cancel);
        await using var write = await db.BeginWriteAsync(cancel);
        var thread = await ConfidentialThreadQuery.Of(db, [.. ThreadKeys.Own(key, message.ConversationId, message.InternetMessageId)]).FirstOrDefaultAsync(cancel)
            ?? db.ConfidentialThreads.Add(new ConfidentialThread { MarkedById = db.Reader.UserId, MarkedAt = db.Now }).Entity;
        var wanted = mails.SelectMany(m => ThreadKeys.Own(key, m.ConversationId, m.InternetMessageId)).Distinct().ToList();
        var there = await db.ConfidentialThreadKeys.Where(k => wanted.Contains(k.KeyedHash)).Select(k => k.KeyedHash).ToListAsync(cancel);
        thread.Keys.AddRange(wanted.Except(there).Select(k => new ConfidentialThreadKey { KeyedHash = k }));
        await db.SaveChangesAsync(cancel);
        var ids = mails.ConvertAll(m => m.Id);
        await db.MessageCopies.IgnoreQueryFilters().Where(c => ids.Contains(c.MessageId) && c.Visibility == MailVisibility.Shared)
            .ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, MailVisibility.Participants), cancel);
        await write.CommitAsync(cancel);
        return mails.Count;
    }
}

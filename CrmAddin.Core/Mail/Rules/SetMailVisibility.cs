using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Rules;

/// <summary>Sets who may read the copies of one mail that lie in the reader's own mailboxes.</summary>
public sealed class SetMailVisibility(CrmDb db, DroppedMailKey key, IMailbox server)
{
    /// <summary>
    /// Sets it; how many copies it holds for. Errors: <see cref="MailNotInYourMailbox"/>, <see cref="ThreadIsConfidential"/>,
    /// <see cref="MailStaysPrivate"/>, and those of <see cref="IMailbox"/>: whether a mail is marked private, only its mailbox knows.
    /// </summary>
    public async Task<Result<int>> RunAsync(long messageId, MailVisibility visibility, CancellationToken cancel)
    {
        var copies = await db.MessageCopies.AsNoTracking().Where(c => c.MessageId == messageId && c.OwnerId != null && c.OwnerId == db.Reader.UserId)
            .Include(c => c.Message).Include(c => c.Mailbox).ToListAsync(cancel);
        if (copies is not [var first, ..])
            return new MailNotInYourMailbox();
        if (visibility < MailVisibility.Participants && await ConfidentialThreadQuery.Of(db, [.. ThreadKeys.Own(key, first.Message!.ConversationId, first.Message.InternetMessageId)]).AnyAsync(cancel))
            return new ThreadIsConfidential();
        foreach (var copy in copies.Where(c => c.Visibility == MailVisibility.OwnerOnly && visibility < MailVisibility.OwnerOnly))
        {
            var asked = await server.ReadMessageAsync(copy.Mailbox!.Address, copy.GraphId, cancel);
            if (!asked.Succeeded)
                return asked.Error;
            if (DecideMail.IsMarkedPrivate(asked.Value))
                return new MailStaysPrivate();
        }
        var ids = copies.ConvertAll(c => c.Id);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.MessageCopies.Where(c => ids.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.Visibility, visibility), cancel);
        await write.CommitAsync(cancel);
        return ids.Count;
    }
}

using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// After the place in a folder was lost and all of it was read again: finds mails that left the folder meanwhile, which nobody has told,
/// by taking what is there from what the log has. The context reads as the system.
/// </summary>
public sealed class FindLeftMail(CrmDb db, IMailbox server, FollowMovedMail followMovedMail)
{
    private const int AskedAtATime = 100;

    /// <summary>Compares and notes; null, or what stood in the way: then the next round tries again.</summary>
    public async Task<Error?> RunAsync(Mailbox mailbox, MailFolder folder, CancellationToken cancel)
    {
        var left = await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailFolderId == folder.Id && c.MailboxId == mailbox.Id && c.RemovedAt == null)
            .Select(c => c.GraphId).ToHashSetAsync(cancel);
        for (string? next = null; left.Count > 0;)
        {
            var page = await server.ListMailsAsync(mailbox.Address, folder.GraphId, null, next, cancel);
            if (!page.Succeeded)
                return page.Error;
            left.ExceptWith(page.Value.Mails.Select(m => m.Id));
            if ((next = page.Value.Next) is null)
                break;
        }
        foreach (var some in left.Chunk(AskedAtATime))
        {
            var moved = await followMovedMail.AskAsync(mailbox, some, cancel);
            if (!moved.Succeeded)
                return moved.Error;
            await using var part = await db.BeginWriteAsync(cancel);
            await followMovedMail.WriteAsync(mailbox, moved.Value, cancel);
            await part.CommitAsync(cancel);
        }
        await using var write = await db.BeginWriteAsync(cancel);
        await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.IsReset, false), cancel);
        await write.CommitAsync(cancel);
        return null;
    }
}

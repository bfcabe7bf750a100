using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Chooses which folders of a mailbox are logged. A folder that is taken in is read from its beginning by the next rounds; one that is
/// taken out keeps its log.
/// </summary>
public sealed class ChooseFolders(CrmDb db)
{
    /// <summary>
    /// Makes these folders the logged ones. Errors: <see cref="MailboxNotFound"/>, <see cref="MailboxNotYours"/>, <see cref="FolderNotOffered"/>,
    /// <see cref="NoFolderChosen"/>.
    /// </summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="folderIds">The folders that are to be logged.</param>
    /// <param name="from">Where the change comes from.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<Result<Mailbox>> RunAsync(long mailboxId, IReadOnlyCollection<long> folderIds, string from, CancellationToken cancel)
    {
        var mailbox = await db.Mailboxes.Include(m => m.Folders).FirstOrDefaultAsync(m => m.Id == mailboxId, cancel);
        if (mailbox is null)
            return new MailboxNotFound(mailboxId);
        if (!MailboxQuery.MayManage(mailbox, db.Reader))
            return new MailboxNotYours();
        if (folderIds.Count == 0)
            return new NoFolderChosen();
        if (folderIds.Any(id => !mailbox.Folders.Exists(f => f.Id == id && f is { IsNeverLogged: false, GoneAt: null })))
            return new FolderNotOffered();

        db.Begin(ChangeOrigin.Administer, from, about: mailbox.Address);
        foreach (var folder in mailbox.Folders.Where(f => f.GoneAt is null && f.IsInScope != folderIds.Contains(f.Id)))
        {
            db.NoteUntracked(nameof(Mailbox), mailbox.Id, (folder.DisplayName, folder.IsInScope, !folder.IsInScope));
            folder.IsInScope = !folder.IsInScope;
            if (folder.IsInScope)
                FindFolders.ReadAnew(folder);
        }
        mailbox.NextRunAt = null;
        try
        {
            await db.SaveChangesAsync(cancel);
            return mailbox;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new MailboxBusy(mailbox.Address);
        }
    }
}

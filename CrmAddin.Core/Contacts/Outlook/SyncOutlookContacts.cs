using CrmAddin.Core.Mail;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>
/// Keeps the cards of a mailbox' owner in a folder of their Outlook contacts: first what they changed there is found and offered to them,
/// then what changed here is pushed. So nothing of theirs is written over before they were asked.
/// </summary>
public sealed class SyncOutlookContacts(CrmDb db, IOutlookContacts outlook, FindCardChanges findCardChanges, PushCards pushCards)
{
    private const int MostFreshStarts = 2;

    /// <summary>One round, where the mailbox' owner wants it. The context reads as the system.</summary>
    /// <returns>Null when the round came through, or what stood in the way; what was done before it stays.</returns>
    public async Task<Error?> RunAsync(Mailbox mailbox, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        var folder = await db.OutlookFolders.AsNoTracking().FirstOrDefaultAsync(f => f.MailboxId == mailbox.Id, cancel);
        if (!mailbox.PushesContacts || mailbox.OwnerId is not { } owner)
            return folder is null ? null : await pushCards.TakeOutErasedAsync(mailbox, folder, cancel);
        for (var freshStarts = 0; ; freshStarts++)
        {
            if (folder is null)
            {
                var made = await MakeFolderAsync(mailbox, cancel);
                if (!made.Succeeded)
                    return made.Error;
                folder = made.Value;
            }
            var error = await findCardChanges.RunAsync(mailbox, folder, cancel) ?? await pushCards.RunAsync(mailbox, owner, folder, cancel);
            if (error is not CardGone || freshStarts == MostFreshStarts)
                return error;
            // The folder itself is gone: it is made anew, with all cards.
            await ForgetFolderAsync(mailbox, cancel);
            folder = null;
        }
    }

    private async Task<Result<OutlookFolder>> MakeFolderAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var found = await outlook.FindOrMakeFolderAsync(mailbox.Address, cancel);
        if (!found.Succeeded)
            return found.Error;
        var folder = new OutlookFolder { MailboxId = mailbox.Id, GraphId = found.Value };
        db.OutlookFolders.Add(folder);
        try
        {
            await db.SaveChangesAsync(cancel);
            return folder;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new CursorMoved();
        }
    }

    private async Task ForgetFolderAsync(Mailbox mailbox, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        db.ChangeTracker.Clear();
        await db.OutlookOffers.Where(o => o.MailboxId == mailbox.Id).ExecuteDeleteAsync(cancel);
        await db.OutlookContacts.Where(c => c.MailboxId == mailbox.Id).ExecuteDeleteAsync(cancel);
        await db.OutlookFolders.Where(f => f.MailboxId == mailbox.Id).ExecuteDeleteAsync(cancel);
        await write.CommitAsync(cancel);
    }
}

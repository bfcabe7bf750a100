using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Lists a mailbox' folders and keeps what became of them: new ones, renamed ones, those that are gone, and those that were deleted and
/// made again. Inbox and Sent Items are logged by themselves, the others by choice, and Junk, Drafts, Deleted Items and the like never.
/// </summary>
public sealed class FindFolders(CrmDb db, IMailbox server)
{
    private static readonly string[] LoggedByDefault = ["inbox", "sentitems"];

    private static readonly string[] NeverLogged =
        ["junkemail", "drafts", "deleteditems", "outbox", "conversationhistory", "syncissues", "conflicts", "localfailures", "serverfailures", "searchfolders", "scheduled"];

    /// <summary>How long a list of folders holds.</summary>
    public static readonly TimeSpan ListHolds = TimeSpan.FromDays(1);

    /// <summary>Lists them; null, or what stood in the way. The context reads as the system.</summary>
    public async Task<Error?> RunAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var listed = await server.ListFoldersAsync(mailbox.Address, cancel);
        if (!listed.Succeeded)
            return listed.Error;
        await using var write = await db.BeginWriteAsync(cancel);
        db.ChangeTracker.Clear();
        var rows = await db.MailFolders.Where(f => f.MailboxId == mailbox.Id).ToListAsync(cancel);
        var there = listed.Value.Select(f => f.Id).ToHashSet();
        var missing = rows.FindAll(r => !there.Contains(r.GraphId));
        var never = new HashSet<string>();
        foreach (var folder in listed.Value)
        {
            if (NeverLogged.Contains(folder.WellKnownName) || (folder.ParentId is { } parent && never.Contains(parent)))
                never.Add(folder.Id);
            var row = rows.Find(r => r.GraphId == folder.Id) ?? MadeAgain(folder, missing) ?? Add(mailbox, folder);
            (row.DisplayName, row.WellKnownName, row.ParentGraphId) = (Short(folder.DisplayName), folder.WellKnownName ?? row.WellKnownName, folder.ParentId);
            (row.IsNeverLogged, row.GoneAt) = (never.Contains(folder.Id), null);
            row.IsInScope &= !row.IsNeverLogged;
            row.FoundCount = Math.Max(folder.MessageCount - row.SkippedCount, row.DoneCount);
        }
        foreach (var row in missing)
            row.GoneAt ??= db.Now;
        await db.SaveChangesAsync(cancel);
        await db.Mailboxes.Where(m => m.Id == mailbox.Id).ExecuteUpdateAsync(s => s.SetProperty(m => m.FoldersListedAt, db.Now), cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return null;
    }

    // A folder of the same role, or of the same name in the same place, takes the place of the one that is gone, choice and log included.
    private static MailFolder? MadeAgain(MailboxFolder folder, List<MailFolder> missing)
    {
        var row = missing.Find(r => folder.WellKnownName is not null && r.WellKnownName == folder.WellKnownName)
            ?? missing.Find(r => r.WellKnownName is null && r.DisplayName == Short(folder.DisplayName) && r.ParentGraphId == folder.ParentId);
        if (row is null)
            return null;
        missing.Remove(row);
        row.GraphId = folder.Id;
        ReadAnew(row);
        row.IsReset = true;
        return row;
    }

    /// <summary>Lets the next round read a folder from its beginning.</summary>
    internal static void ReadAnew(MailFolder folder)
    {
        (folder.Cursor, folder.CursorAt, folder.CursorOptions) = (null, null, null);
        (folder.IsRoundComplete, folder.SkippedCount) = (false, 0);
        folder.CursorVersion++;
    }

    private MailFolder Add(Mailbox mailbox, MailboxFolder folder)
    {
        var row = new MailFolder
        {
            MailboxId = mailbox.Id,
            GraphId = folder.Id,
            DisplayName = Short(folder.DisplayName),
            IsInScope = LoggedByDefault.Contains(folder.WellKnownName),
        };
        db.MailFolders.Add(row);
        return row;
    }

    private static string Short(string name) => name.Length <= 200 ? name : name[..200];
}

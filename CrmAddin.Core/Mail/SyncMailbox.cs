using System.Diagnostics;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>One round of mail logging in one mailbox, whose lease the caller holds. Needs a scope of its own: it reads as the system.</summary>
public sealed class SyncMailbox(CrmDb db, IMailbox server, SyncFolder syncFolder, MailSettings settings)
{
    private static readonly string[] LoggedByDefault = ["inbox", "sentitems"];
    private static readonly string[] NeverLogged = ["junkemail", "drafts", "deleteditems", "outbox"];

    /// <summary>Reads every folder in scope and notes how it went. An expected failure is in the report, not thrown.</summary>
    public async Task<SyncReport> RunAsync(long mailboxId, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        var tally = new SyncTally();
        db.ReadAs(Reader.System);
        var mailbox = await db.Mailboxes.AsNoTracking().SingleAsync(m => m.Id == mailboxId, cancel);
        var error = await ReadAsync(mailbox, tally, cancel);
        return await NoteAsync(mailbox, tally, error, watch, cancel);
    }

    private async Task<Error?> ReadAsync(Mailbox mailbox, SyncTally tally, CancellationToken cancel)
    {
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id).ToListAsync(cancel);
        if (!folders.Any(f => f.IsInScope) || folders.Any(f => f is { IsInScope: true, IsRoundComplete: false }))
            if (await FindFoldersAsync(mailbox, cancel) is { } unlisted)
                return unlisted;
        var inScope = await db.MailFolders.Where(f => f.MailboxId == mailbox.Id && f.IsInScope).OrderBy(f => f.Id).Select(f => f.Id).ToListAsync(cancel);
        foreach (var folder in inScope)
            if (await syncFolder.RunAsync(mailbox, folder, tally, cancel) is { } error)
                return error;
        return null;
    }

    private async Task<Error?> FindFoldersAsync(Mailbox mailbox, CancellationToken cancel)
    {
        var listed = await server.ListFoldersAsync(mailbox.Address, cancel);
        if (!listed.Succeeded)
            return listed.Error;
        await using var write = await db.BeginWriteAsync(cancel);
        var known = await db.MailFolders.Where(f => f.MailboxId == mailbox.Id).ToListAsync(cancel);
        foreach (var folder in listed.Value.Where(f => !NeverLogged.Contains(f.WellKnownName)))
        {
            var row = known.Find(f => f.GraphId == folder.Id) ?? Add(mailbox, folder);
            row.DisplayName = folder.DisplayName;
            row.FoundCount = Math.Max(folder.MessageCount, row.DoneCount);
        }
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return null;
    }

    private MailFolder Add(Mailbox mailbox, MailboxFolder folder)
    {
        var row = new MailFolder
        {
            MailboxId = mailbox.Id,
            GraphId = folder.Id,
            DisplayName = folder.DisplayName,
            WellKnownName = folder.WellKnownName,
            IsInScope = LoggedByDefault.Contains(folder.WellKnownName),
        };
        db.MailFolders.Add(row);
        return row;
    }

    private async Task<SyncReport> NoteAsync(Mailbox mailbox, SyncTally tally, Error? error, Stopwatch watch, CancellationToken cancel)
    {
        // Whoever stopped because another run was ahead has nothing to say about the mailbox.
        var (sentence, code) = error is null or CursorMoved ? (null, null) : (error.Sentence, error.Code);
        var lastSuccess = error is null ? db.Now : mailbox.LastSuccessAt;
        var nextRun = db.Now + await PollPace.OfAsync(db, settings, mailbox.Id, cancel);
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await db.Mailboxes.Where(m => m.Id == mailbox.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.LastSuccessAt, lastSuccess)
                    .SetProperty(m => m.NextRunAt, nextRun)
                    .SetProperty(m => m.LastError, sentence)
                    .SetProperty(m => m.LastErrorCode, code), cancel);
            await write.CommitAsync(cancel);
        }
        var folders = await db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailbox.Id && f.IsInScope).ToListAsync(cancel);
        return new SyncReport(
            mailbox.Address, folders.Sum(f => f.FoundCount), tally.Read, tally.Kept,
            tally.Dropped.ToDictionary(d => d.Key.ToString(), d => d.Value), lastSuccess, nextRun, error?.Sentence,
            Math.Round(watch.Elapsed.TotalSeconds, 3));
    }
}

using System.Diagnostics;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>One round of mail logging in one mailbox, whose lease the caller holds. Needs a scope of its own: it reads as the system.</summary>
public sealed class SyncMailbox(CrmDb db, FindFolders findFolders, SyncFolder syncFolder, MailSettings settings)
{
    private static readonly IReadOnlyDictionary<long, Result<MailboxPage>> NothingRead = new Dictionary<long, Result<MailboxPage>>();

    /// <summary>Reads every folder in scope and notes how it went. An expected failure is in the report, not thrown.</summary>
    /// <param name="mailboxId">The mailbox.</param>
    /// <param name="cancel">Ends the round; what was written stays.</param>
    /// <param name="firstPages">Pages that were read already, by folder.</param>
    public async Task<SyncReport> RunAsync(long mailboxId, CancellationToken cancel, IReadOnlyDictionary<long, Result<MailboxPage>>? firstPages = null)
    {
        var watch = Stopwatch.StartNew();
        var tally = new SyncTally();
        db.ReadAs(Reader.System);
        var mailbox = await db.Mailboxes.AsNoTracking().SingleAsync(m => m.Id == mailboxId, cancel);
        var error = await ReadAsync(mailbox, tally, firstPages ?? NothingRead, cancel);
        return await NoteAsync(mailbox, tally, error, watch, cancel);
    }

    private async Task<Error?> ReadAsync(Mailbox mailbox, SyncTally tally, IReadOnlyDictionary<long, Result<MailboxPage>> firstPages, CancellationToken cancel)
    {
        var isListed = !MailboxQuery.NeedsFolders(mailbox, db.Now);
        if (!isListed && await findFolders.RunAsync(mailbox, cancel) is { } unlisted)
            return unlisted;
        var error = await ReadFoldersAsync(mailbox, tally, firstPages, cancel);
        if (error is not FolderGone || !isListed)
            return error is FolderGone ? null : error;
        // A folder was deleted, or deleted and made again: the list tells which.
        return await findFolders.RunAsync(mailbox, cancel) ?? (await ReadFoldersAsync(mailbox, tally, NothingRead, cancel) is { } again and not FolderGone ? again : null);
    }

    private async Task<Error?> ReadFoldersAsync(Mailbox mailbox, SyncTally tally, IReadOnlyDictionary<long, Result<MailboxPage>> firstPages, CancellationToken cancel)
    {
        Error? gone = null;
        foreach (var folder in await MailboxQuery.FoldersToRead(db, mailbox.Id).ToListAsync(cancel))
        {
            var error = await syncFolder.RunAsync(mailbox, folder, tally, cancel, firstPages.TryGetValue(folder, out var first) ? first : (Result<MailboxPage>?)null);
            if (error is FolderGone)
                gone = error;
            else if (error is not null)
                return error;
        }
        return gone;
    }

    private async Task<SyncReport> NoteAsync(Mailbox mailbox, SyncTally tally, Error? error, Stopwatch watch, CancellationToken cancel)
    {
        // Whoever stopped because another run was ahead has nothing to say about the mailbox.
        var (sentence, code) = error is null or CursorMoved ? (null, null) : (error.Sentence, error.Code);
        var lastSuccess = error is null ? db.Now : mailbox.LastSuccessAt;
        var nextRun = db.Now.AddSeconds(settings.PollSeconds);
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await db.Mailboxes.Where(m => m.Id == mailbox.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(m => m.LastSuccessAt, lastSuccess)
                    .SetProperty(m => m.NextRunAt, nextRun)
                    .SetProperty(m => m.LastError, sentence)
                    .SetProperty(m => m.LastErrorCode, code), cancel);
            await write.CommitAsync(cancel);
        }
        var found = await db.MailFolders.Where(f => f.MailboxId == mailbox.Id && f.IsInScope).SumAsync(f => f.FoundCount, cancel);
        return new SyncReport(
            mailbox.Address, found, tally.Read, tally.Kept,
            tally.Dropped.ToDictionary(d => d.Key.ToString(), d => d.Value), lastSuccess, nextRun, error?.Sentence,
            Math.Round(watch.Elapsed.TotalSeconds, 3));
    }
}

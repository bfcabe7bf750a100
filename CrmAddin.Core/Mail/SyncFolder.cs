using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>What a folder's round brought so far.</summary>
public sealed class SyncTally
{
    /// <summary>Messages told.</summary>
    public int Read { get; set; }

    /// <summary>Mails logged.</summary>
    public int Kept { get; set; }

    /// <summary>Mails not logged.</summary>
    public Dictionary<DropReason, int> Dropped { get; } = [];

    /// <summary>Adds a page.</summary>
    public void Add(int read, LoggedCounts counts)
    {
        Read += read;
        Kept += counts.Kept;
        foreach (var (reason, count) in counts.Dropped)
            Dropped[reason] = Dropped.GetValueOrDefault(reason) + count;
    }
}

/// <summary>
/// Brings one folder up to date, page by page; the next page is read while the present one is decided and written. What a page
/// brought and the cursor behind it are written in one transaction, and only where the cursor is still the one that was read: a
/// crash at any point loses nothing and doubles nothing.
/// </summary>
public sealed class SyncFolder(CrmDb db, IMailbox server, LogMessages logMessages)
{
    private const int MostFreshStarts = 2;
    private const int MostTriesAtOnePage = 3;

    /// <summary>Reads until the round is complete. The context reads as the system.</summary>
    /// <param name="mailbox">The mailbox.</param>
    /// <param name="folderId">The folder.</param>
    /// <param name="tally">Counts what the round brings.</param>
    /// <param name="cancel">Ends the round; what was written stays.</param>
    /// <param name="first">The page behind the folder's cursor where it was read already.</param>
    /// <returns>Null when the round came through, or what stood in the way; what was read before it stays.</returns>
    public async Task<Error?> RunAsync(Mailbox mailbox, long folderId, SyncTally tally, CancellationToken cancel, Result<MailboxPage>? first = null)
    {
        var folder = await db.MailFolders.AsNoTracking().SingleAsync(f => f.Id == folderId, cancel);
        await using var _ = folder.IsRoundComplete ? null : await BulkConnection.OpenAsync(db, cancel);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = first is { } read ? Task.FromResult(read) : ReadAsync(mailbox, folder, stop.Token);
        try
        {
            for (var freshStarts = 0; ;)
            {
                var page = await next;
                if (page is { Error: CursorLost } && folder.Cursor is not null && freshStarts++ < MostFreshStarts)
                {
                    if (await StartAgainAsync(folder, cancel) is { } moved)
                        return moved;
                    next = ReadAsync(mailbox, folder, stop.Token);
                    continue;
                }
                if (!page.Succeeded)
                    return page.Error;
                if (!page.Value.IsRoundComplete)
                    next = server.ReadPageAsync(mailbox.Address, folder.GraphId, page.Value.Cursor, stop.Token);
                if (await StorePageAsync(mailbox, folder, page.Value, tally, cancel) is { } error)
                    return error;
                if (page.Value.IsRoundComplete)
                    return null;
            }
        }
        finally
        {
            // A page that was read ahead and is not wanted any more is let go.
            await stop.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Task<Result<MailboxPage>> ReadAsync(Mailbox mailbox, MailFolder folder, CancellationToken cancel) =>
        server.ReadPageAsync(mailbox.Address, folder.GraphId, folder.Cursor, cancel);

    private async Task<Error?> StartAgainAsync(MailFolder folder, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var moved = await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, (string?)null)
                .SetProperty(f => f.CursorVersion, folder.CursorVersion + 1)
                .SetProperty(f => f.IsRoundComplete, false), cancel);
        if (moved == 0)
            return new CursorMoved();
        await write.CommitAsync(cancel);
        (folder.Cursor, folder.CursorVersion, folder.IsRoundComplete) = (null, folder.CursorVersion + 1, false);
        return null;
    }

    private async Task<Error?> StorePageAsync(Mailbox mailbox, MailFolder folder, MailboxPage page, SyncTally tally, CancellationToken cancel)
    {
        var whole = await CompleteAsync(mailbox, page, cancel);
        if (!whole.Succeeded)
            return whole.Error;
        var removed = await AskAboutRemovedAsync(mailbox, page.RemovedIds, cancel);
        if (!removed.Succeeded)
            return removed.Error;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitPageAsync(mailbox, folder, page, whole.Value, removed.Value, tally, cancel);
            }
            catch (DbUpdateException e) when (db.IsDuplicate(e) && attempt < MostTriesAtOnePage)
            {
                // Another mailbox logged the same mail in this moment: decide again on what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Error?> CommitPageAsync(
        Mailbox mailbox, MailFolder folder, MailboxPage page, List<MailboxMessage> messages, List<string> removed, SyncTally tally, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        if (!await MoveCursorAsync(folder, page, cancel))
            return new CursorMoved();
        var counts = await logMessages.RunAsync(mailbox, folder.Id, messages, cancel);
        await MarkRemovedAsync(mailbox, folder, removed, cancel);
        await db.MailFolders.Where(f => f.Id == folder.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.DoneCount, f => f.DoneCount + counts.NewlyDecided)
                .SetProperty(f => f.FoundCount, f => f.FoundCount > f.DoneCount + counts.NewlyDecided ? f.FoundCount : f.DoneCount + counts.NewlyDecided), cancel);
        await ProlongLeaseAsync(mailbox, cancel);
        await write.CommitAsync(cancel);
        (folder.Cursor, folder.CursorVersion) = (page.Cursor, folder.CursorVersion + 1);
        tally.Add(messages.Count, counts);
        return null;
    }

    private async Task<bool> MoveCursorAsync(MailFolder folder, MailboxPage page, CancellationToken cancel) =>
        await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, page.Cursor)
                .SetProperty(f => f.CursorVersion, folder.CursorVersion + 1)
                .SetProperty(f => f.IsRoundComplete, f => f.IsRoundComplete || page.IsRoundComplete)
                .SetProperty(f => f.LastSuccessAt, db.Now), cancel) == 1;

    // Whoever moves the cursor is alive, however long the first round of a large mailbox takes.
    private async Task ProlongLeaseAsync(Mailbox mailbox, CancellationToken cancel) =>
        await db.Mailboxes.Where(m => m.Id == mailbox.Id && m.LeaseUntil != null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, db.Now + ClaimMailboxes.LeaseTime), cancel);

    /// <summary>The page's messages, each once and whole: what an update left out is asked for.</summary>
    private async Task<Result<List<MailboxMessage>>> CompleteAsync(Mailbox mailbox, MailboxPage page, CancellationToken cancel)
    {
        var messages = new List<MailboxMessage>();
        foreach (var told in page.Messages.GroupBy(m => m.Id))
        {
            if (told.LastOrDefault(m => m.IsWhole) is { } whole)
            {
                messages.Add(whole);
                continue;
            }
            var asked = await server.ReadMessageAsync(mailbox.Address, told.Key, cancel);
            if (asked.Succeeded)
                messages.Add(asked.Value);
            else if (asked.Error is not MessageGone)
                return asked.Error;
        }
        return messages;
    }

    /// <summary>Which of the removed ones were logged and are really gone: a message that only moved still answers to its id.</summary>
    private async Task<Result<List<string>>> AskAboutRemovedAsync(Mailbox mailbox, IReadOnlyList<string> ids, CancellationToken cancel)
    {
        var gone = new List<string>();
        var logged = await db.MessageCopies.Where(c => c.MailboxId == mailbox.Id && c.RemovedAt == null && ids.Contains(c.GraphId))
            .Select(c => c.GraphId).ToListAsync(cancel);
        foreach (var id in logged)
        {
            var asked = await server.ReadMessageAsync(mailbox.Address, id, cancel);
            if (asked.Error is MessageGone)
                gone.Add(id);
            else if (!asked.Succeeded)
                return asked.Error;
        }
        return gone;
    }

    private async Task MarkRemovedAsync(Mailbox mailbox, MailFolder folder, List<string> gone, CancellationToken cancel)
    {
        if (gone.Count > 0)
            await db.MessageCopies.Where(c => c.MailboxId == mailbox.Id && c.MailFolderId == folder.Id && gone.Contains(c.GraphId))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.RemovedAt, db.Now), cancel);
    }
}

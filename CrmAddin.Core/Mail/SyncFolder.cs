using CrmAddin.Core.Mail.Creation;
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
/// crash at any point loses nothing and doubles nothing. Mail from before <see cref="Mailbox.LogFrom"/> is read and passed over, because
/// a server that is asked for newer mail alone tells 5,000 messages at most.
/// </summary>
public sealed class SyncFolder(
    CrmDb db, IMailbox server, LogMessages logMessages, FollowMovedMail followMovedMail, FindLeftMail findLeftMail, ReadSentHeaders readSentHeaders,
    CreateFromMail createFromMail, MailSettings settings)
{
    private const int MostFreshStarts = 2;
    private const int MostTriesAtOnePage = 5;

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
        await using var bulk = folder.IsRoundComplete ? null : await BulkConnection.OpenAsync(db, cancel);
        if (folder.Cursor is not null && folder.CursorOptions != server.PageOptions)
        {
            first = null;
            if (await StartAgainAsync(folder, cancel) is { } moved)
                return moved;
        }
        return await ReadRoundAsync(mailbox, folder, tally, first, cancel) is { } error
            ? error
            : folder.IsReset ? await findLeftMail.RunAsync(mailbox, folder, cancel) : null;
    }

    private async Task<Error?> ReadRoundAsync(Mailbox mailbox, MailFolder folder, SyncTally tally, Result<MailboxPage>? first, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var next = first is { } read ? Task.FromResult(read) : ReadAsync(mailbox, folder, folder.Cursor, stop.Token);
        try
        {
            for (var freshStarts = 0; ;)
            {
                var page = await next;
                if (page is { Error: CursorLost } && folder.Cursor is not null && freshStarts++ < MostFreshStarts)
                {
                    if (await StartAgainAsync(folder, cancel) is { } moved)
                        return moved;
                    next = ReadAsync(mailbox, folder, null, stop.Token);
                    continue;
                }
                if (!page.Succeeded)
                    return page.Error;
                if (!page.Value.IsRoundComplete)
                    next = ReadAsync(mailbox, folder, page.Value.Cursor, stop.Token);
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

    private Task<Result<MailboxPage>> ReadAsync(Mailbox mailbox, MailFolder folder, string? cursor, CancellationToken cancel) =>
        server.ReadPageAsync(mailbox.Address, folder.GraphId, cursor, cancel);

    private async Task<Error?> StartAgainAsync(MailFolder folder, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var moved = await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, (string?)null)
                .SetProperty(f => f.CursorVersion, folder.CursorVersion + 1)
                .SetProperty(f => f.IsRoundComplete, false)
                .SetProperty(f => f.SkippedCount, 0)
                .SetProperty(f => f.IsReset, true), cancel);
        if (moved == 0)
            return new CursorMoved();
        await write.CommitAsync(cancel);
        (folder.Cursor, folder.CursorVersion, folder.IsRoundComplete, folder.IsReset) = (null, folder.CursorVersion + 1, false, true);
        return null;
    }

    private async Task<Error?> StorePageAsync(Mailbox mailbox, MailFolder folder, MailboxPage page, SyncTally tally, CancellationToken cancel)
    {
        var told = await CompleteAsync(mailbox, folder, page, cancel);
        if (!told.Succeeded)
            return told.Error;
        var moved = await followMovedMail.AskAsync(mailbox, page.RemovedIds, cancel);
        if (!moved.Succeeded)
            return moved.Error;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await CommitPageAsync(mailbox, folder, page, told.Value, moved.Value, tally, cancel);
            }
            catch (Exception e) when (attempt < MostTriesAtOnePage && db.HasMetAnother(e))
            {
                // Another mailbox logged the same mail in this moment: decide again on what is there now.
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task<Error?> CommitPageAsync(
        Mailbox mailbox, MailFolder folder, MailboxPage page, ToldMail told, List<MovedMail> moved, SyncTally tally, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        if (!await MoveCursorAsync(folder, page, cancel))
            return new CursorMoved();
        await createFromMail.RunAsync(mailbox, told.Mails, cancel);
        var counts = await logMessages.RunAsync(mailbox, folder.Id, told.Mails, cancel);
        await SeeAgainAsync(mailbox, folder, told.KnownIds, cancel);
        var decided = counts.NewlyDecided + await followMovedMail.WriteAsync(mailbox, moved, cancel);
        var skipped = folder.IsRoundComplete ? 0 : told.Skipped;
        if (decided + skipped > 0)
            await FolderCounts.AddAsync(db, folder.Id, decided, skipped, cancel);
        await MailboxLease.KeepAsync(db, mailbox.Id, settings, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        (folder.Cursor, folder.CursorVersion) = (page.Cursor, folder.CursorVersion + 1);
        tally.Add(told.Count, counts);
        return null;
    }

    private async Task<bool> MoveCursorAsync(MailFolder folder, MailboxPage page, CancellationToken cancel) =>
        await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, page.Cursor)
                .SetProperty(f => f.CursorVersion, folder.CursorVersion + 1)
                .SetProperty(f => f.CursorOptions, server.PageOptions)
                .SetProperty(f => f.CursorAt, db.Now)
                .SetProperty(f => f.IsRoundComplete, f => f.IsRoundComplete || page.IsRoundComplete)
                .SetProperty(f => f.LastSuccessAt, db.Now), cancel) == 1;

    // An update of a mail that the log has tells where the mail is, and no more.
    private async Task SeeAgainAsync(Mailbox mailbox, MailFolder folder, List<string> ids, CancellationToken cancel)
    {
        if (ids.Count > 0)
            await db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailboxId == mailbox.Id && ids.Contains(c.GraphId) && c.MailFolderId != folder.Id)
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.MailFolderId, folder.Id), cancel);
    }

    /// <summary>
    /// The page's mails, each once and whole: what an update left out is asked for, unless the log has the mail; and so is a mail that
    /// the log knows as gone, because a replay may tell it once more.
    /// </summary>
    private async Task<Result<ToldMail>> CompleteAsync(Mailbox mailbox, MailFolder folder, MailboxPage page, CancellationToken cancel)
    {
        var last = new Dictionary<string, MailboxMessage>();
        foreach (var mail in page.Messages)
            if (mail.IsWhole || !last.TryGetValue(mail.Id, out var before) || !before.IsWhole)
                last[mail.Id] = mail;
        var wanted = last.Values.Where(m => !mailbox.IsTooOld(m)).ToList();
        var partial = wanted.FindAll(m => !m.IsWhole).ConvertAll(m => m.Id);
        var known = partial.Count == 0 ? [] : await db.MessageCopies.IgnoreQueryFilters()
            .Where(c => c.MailboxId == mailbox.Id && partial.Contains(c.GraphId) && c.RemovedAt == null).Select(c => c.GraphId).ToListAsync(cancel);
        var doubted = folder.IsRoundComplete || folder.IsReset ? await logMessages.KnownAsGoneAsync(mailbox, wanted.FindAll(m => m.IsWhole), cancel) : new HashSet<string>();
        var whole = wanted.FindAll(m => m.IsWhole && !doubted.Contains(m.Id));
        foreach (var id in partial.Except(known).Concat(doubted))
        {
            var asked = await server.ReadMessageAsync(mailbox.Address, id, cancel);
            if (asked.Succeeded)
                whole.Add(asked.Value);
            else if (asked.Error is not MessageGone)
                return asked.Error;
        }
        var late = whole.RemoveAll(mailbox.IsTooOld);
        var headed = await readSentHeaders.RunAsync(mailbox, whole, cancel);
        return headed.Succeeded ? new ToldMail(headed.Value, known, last.Count, last.Count - wanted.Count + late) : headed.Error;
    }

    /// <param name="Mails">Mails to decide on.</param>
    /// <param name="KnownIds">Mails of the log that only changed.</param>
    /// <param name="Count">All that the page told of.</param>
    /// <param name="Skipped">Those that are older than the mailbox is logged from.</param>
    private sealed record ToldMail(List<MailboxMessage> Mails, List<string> KnownIds, int Count, int Skipped);
}

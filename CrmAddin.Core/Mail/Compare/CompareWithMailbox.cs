using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Compare;

/// <summary>What a comparison found in a mailbox; the shape that <c>crm sync --compare --json</c> prints.</summary>
/// <param name="Mailbox">Address.</param>
/// <param name="Days">Days of folders that were compared.</param>
/// <param name="Gaps">Days on which something was missing or had left unnoticed.</param>
/// <param name="Filled">Mails that were missing and are decided on now.</param>
/// <param name="Left">Mails of the log that had left their folder unnoticed.</param>
/// <param name="Error">What stood in the way, in words; null when all is well.</param>
public sealed record CompareReport(string Mailbox, int Days, int Gaps, int Filled, int Left, string? Error);

/// <summary>
/// Compares, folder by folder and day by day (UTC), the mails that the mailbox has with those that the log has decided on; what is
/// undecided is read and decided on, and what has left is followed. The list of a folder costs one request a
/// thousand mails. The caller holds the mailbox' lease and reads as the system.
/// </summary>
public sealed class CompareWithMailbox(CrmDb db, IMailbox server, LogMessages logMessages, FollowMovedMail followMovedMail, DroppedMailKey key, MailSettings settings)
{
    private const int RequestsAtATime = 4;
    private const int MailsPerWrite = 100;

    // What has only just arrived is the next round's to read.
    private static readonly TimeSpan TooNew = TimeSpan.FromMinutes(10);

    /// <summary>Compares from a day on; null for the whole history.</summary>
    public async Task<CompareReport> RunAsync(Mailbox mailbox, DateOnly? since, CancellationToken cancel)
    {
        var tally = new Tally();
        var folders = await db.MailFolders.AsNoTracking()
            .Where(f => f.MailboxId == mailbox.Id && f.IsInScope && f.GoneAt == null && f.IsRoundComplete).OrderBy(f => f.Id).ToListAsync(cancel);
        Error? error = null;
        foreach (var folder in folders)
            error ??= await CompareFolderAsync(mailbox, folder, FirstDay(mailbox, since), tally, cancel);
        return new CompareReport(mailbox.Address, tally.Days, tally.Gaps, tally.Filled, tally.Left, error?.Sentence);
    }

    // The day on which logging begins is compared only when all of it is logged.
    private static DateOnly? FirstDay(Mailbox mailbox, DateOnly? since)
    {
        if (mailbox.LogFrom is not { } from)
            return since;
        var first = DateOnly.FromDateTime(from.UtcDateTime).AddDays(from.UtcDateTime.TimeOfDay > TimeSpan.Zero ? 1 : 0);
        return since > first ? since : first;
    }

    private async Task<Error?> CompareFolderAsync(Mailbox mailbox, MailFolder folder, DateOnly? since, Tally tally, CancellationToken cancel)
    {
        var decided = await CountDecidedAsync(folder, since, cancel);
        var there = new List<MailboxMessage>();
        DateOnly? day = null;
        string? next = null;
        do
        {
            var page = await server.ListMailsAsync(mailbox.Address, folder.GraphId, since is { } first ? Beginning(first) : null, next, cancel);
            if (!page.Succeeded)
                return page.Error;
            foreach (var mail in page.Value.Mails.Where(m => m.ReceivedAt is not null))
            {
                var arrived = DateOnly.FromDateTime(mail.ReceivedAt!.Value.UtcDateTime);
                if (day is { } ended && ended != arrived)
                {
                    if (await CompareDayAsync(mailbox, folder, ended, there, decided, tally, cancel) is { } error)
                        return error;
                    there.Clear();
                }
                day = arrived;
                there.Add(mail);
            }
            next = page.Value.Next;
        }
        while (next is not null);
        if (day is { } last && await CompareDayAsync(mailbox, folder, last, there, decided, tally, cancel) is { } failed)
            return failed;
        foreach (var left in decided.Keys.ToList())
            if (await CompareDayAsync(mailbox, folder, left, [], decided, tally, cancel) is { } error)
                return error;
        return null;
    }

    private async Task<Dictionary<DateOnly, int>> CountDecidedAsync(MailFolder folder, DateOnly? since, CancellationToken cancel)
    {
        var counts = await CompareQuery.DroppedByDay(db, folder.Id, since).ToDictionaryAsync(d => d.Day, d => d.Count, cancel);
        await foreach (var at in CompareQuery.KeptArrivals(db, folder.Id, since).AsAsyncEnumerable().WithCancellation(cancel))
        {
            var day = DateOnly.FromDateTime(at.UtcDateTime);
            counts[day] = counts.GetValueOrDefault(day) + 1;
        }
        return counts;
    }

    private async Task<Error?> CompareDayAsync(
        Mailbox mailbox, MailFolder folder, DateOnly day, List<MailboxMessage> there, Dictionary<DateOnly, int> decided, Tally tally, CancellationToken cancel)
    {
        tally.Days++;
        decided.Remove(day, out var count);
        // Equal counts may hide a mail that is missing behind one that has left.
        var difference = await FindDifferenceAsync(mailbox, folder, day, there, cancel);
        if (difference.IsNone)
            return null;
        var missing = await ReadAsync(mailbox, difference.Undecided, cancel);
        if (!missing.Succeeded)
            return missing.Error;
        var left = await followMovedMail.AskAsync(mailbox, difference.LeftIds, cancel);
        if (!left.Succeeded)
            return left.Error;
        var gap = new MailGap
        {
            MailboxId = mailbox.Id,
            MailFolderId = folder.Id,
            Day = day,
            FoundCount = there.Count,
            DecidedCount = count,
            LeftCount = difference.LeftIds.Count,
            FoundAt = db.Now,
        };
        foreach (var some in missing.Value.Chunk(MailsPerWrite))
            gap.FilledCount += await FillAsync(mailbox, folder, some, cancel);
        await SettleAsync(mailbox, folder, day, difference, left.Value, gap, cancel);
        tally.Add(gap);
        return null;
    }

    private async Task<DayDifference> FindDifferenceAsync(Mailbox mailbox, MailFolder folder, DateOnly day, List<MailboxMessage> there, CancellationToken cancel)
    {
        var mails = there.Select(m => MailToLog.Of(m, mailbox, key)).ToList();
        var kept = await CompareQuery.KeptOn(db, folder.Id, Beginning(day), Beginning(day.AddDays(1))).ToHashSetAsync(cancel);
        var dropped = await CompareQuery.DroppedOn(db, folder.Id, day).ToDictionaryAsync(d => d.KeyedHash, d => d.Id, cancel);
        var unknown = mails.FindAll(m => !kept.Contains(m.Told.Id) && !dropped.ContainsKey(m.Trace));
        // A mail that was decided on in another folder has moved here unnoticed.
        var movedCopies = await MailLogQuery.Copies(db, mailbox.Id, unknown.ConvertAll(m => m.Told.Id)).ToListAsync(cancel);
        var movedDropped = await MailLogQuery.Dropped(db, mailbox.Id, unknown.ConvertAll(m => m.Trace))
            .Where(d => d.Reason != nameof(DropReason.DeletedInMailbox)).ToListAsync(cancel);
        var (knownIds, knownTraces) = (movedCopies.Select(c => c.GraphId).ToHashSet(), movedDropped.Select(d => d.KeyedHash).ToHashSet());
        var (ids, traces) = (mails.Select(m => m.Told.Id).ToHashSet(), mails.Select(m => m.Trace).ToHashSet());
        return new DayDifference(
            [.. unknown.Where(m => !knownIds.Contains(m.Told.Id) && !knownTraces.Contains(m.Trace) && m.Told.ReceivedAt < db.Now - TooNew).Select(m => m.Told.Id)],
            [.. kept.Where(id => !ids.Contains(id))],
            [.. movedCopies.Select(c => c.Id)],
            [.. movedDropped.Select(d => d.Id)],
            [.. dropped.Where(d => !traces.Contains(d.Key)).Select(d => d.Value)]);
    }

    private async Task<Result<List<MailboxMessage>>> ReadAsync(Mailbox mailbox, List<string> ids, CancellationToken cancel)
    {
        var read = new MailboxMessage?[ids.Count];
        Error? failure = null;
        await Parallel.ForAsync(0, ids.Count, new ParallelOptions { MaxDegreeOfParallelism = RequestsAtATime, CancellationToken = cancel }, async (i, stop) =>
        {
            var answer = failure is null ? await server.ReadMessageAsync(mailbox.Address, ids[i], stop) : default;
            if (answer.Error is { } error and not MessageGone)
                failure = error;
            read[i] = answer.Value;
        });
        return failure is null ? read.OfType<MailboxMessage>().ToList() : failure;
    }

    private async Task<int> FillAsync(Mailbox mailbox, MailFolder folder, MailboxMessage[] mails, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var counts = await logMessages.RunAsync(mailbox, folder.Id, mails, cancel);
        await FolderCounts.AddAsync(db, folder.Id, counts.NewlyDecided, 0, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
        return mails.Length;
    }

    private async Task SettleAsync(Mailbox mailbox, MailFolder folder, DateOnly day, DayDifference difference, List<MovedMail> left, MailGap gap, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        await followMovedMail.WriteAsync(mailbox, left, cancel);
        if (difference.MovedCopies.Count > 0)
            await db.MessageCopies.IgnoreQueryFilters().Where(c => difference.MovedCopies.Contains(c.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.MailFolderId, folder.Id).SetProperty(c => c.RemovedAt, (DateTimeOffset?)null), cancel);
        if (difference.MovedDropped.Count > 0)
            await db.DroppedMessages.Where(d => difference.MovedDropped.Contains(d.Id))
                .ExecuteUpdateAsync(s => s.SetProperty(d => d.MailFolderId, folder.Id).SetProperty(d => d.ReceivedOn, day), cancel);
        // The hash of a mail that left is kept, so that the decision holds should it come back; the folder's days count without it.
        if (difference.LeftDropped.Count > 0)
            await db.DroppedMessages.Where(d => difference.LeftDropped.Contains(d.Id)).ExecuteUpdateAsync(s => s.SetProperty(d => d.MailFolderId, (long?)null), cancel);
        if (gap.FilledCount + gap.LeftCount > 0)
        {
            db.MailGaps.Add(gap);
            await db.SaveChangesAsync(cancel);
        }
        await MailboxLease.KeepAsync(db, mailbox.Id, settings, cancel);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static DateTimeOffset Beginning(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);

    /// <param name="Undecided">Ids of mails on which nothing was decided.</param>
    /// <param name="LeftIds">Ids of logged mails that are not there any more.</param>
    /// <param name="MovedCopies">Keys of copies that the log has in another folder.</param>
    /// <param name="MovedDropped">Keys of traces that the log has in another folder.</param>
    /// <param name="LeftDropped">Keys of traces of mails that are not there any more.</param>
    private sealed record DayDifference(List<string> Undecided, List<string> LeftIds, List<long> MovedCopies, List<long> MovedDropped, List<long> LeftDropped)
    {
        public bool IsNone => Undecided.Count + LeftIds.Count + MovedCopies.Count + MovedDropped.Count + LeftDropped.Count == 0;
    }

    private sealed class Tally
    {
        public int Days { get; set; }

        public int Gaps { get; private set; }

        public int Filled { get; private set; }

        public int Left { get; private set; }

        public void Add(MailGap gap)
        {
            (Filled, Left) = (Filled + gap.FilledCount, Left + gap.LeftCount);
            Gaps += gap.FilledCount + gap.LeftCount > 0 ? 1 : 0;
        }
    }
}

using System.Collections.Concurrent;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Mail;

/// <summary>
/// One round in many mailboxes that this host has claimed: asks every folder what is new, is done with those that say "nothing" in one
/// statement, and brings the others up to date a few at a time. Gives every claim back.
/// </summary>
public sealed class PollMailboxes(IServiceScopeFactory scopes, IMailbox server, SyncOnce syncOnce, MailSettings settings, TimeProvider clock)
{
    private const int MailboxesAskedAtATime = 16;
    private const int MailboxesReadAtATime = 4;

    // Pages wait in memory until their mailbox has its turn; beyond this they are asked for again.
    private const int MostWaitingMails = 4_000;

    // A cursor that is used for long without being renewed may be forgotten by the server.
    private static readonly TimeSpan CursorHolds = TimeSpan.FromHours(1);

    /// <summary>Reports of the mailboxes that had something new, or something in the way.</summary>
    public async Task<IReadOnlyList<SyncReport>> RunAsync(IReadOnlyList<long> claimed, CancellationToken cancel)
    {
        var quiet = new ConcurrentBag<QuietMailbox>();
        var busy = new ConcurrentBag<(long Id, Dictionary<long, Result<MailboxPage>> Pages)>();
        try
        {
            var waiting = 0;
            await Parallel.ForEachAsync(await ReadMailboxesAsync(claimed, cancel), Limit(MailboxesAskedAtATime, cancel), async (mailbox, stop) =>
            {
                var pages = await AskAsync(mailbox, stop);
                if (pages is not null && pages.Values.All(p => p is { Value: { IsRoundComplete: true, Messages.Count: 0, RemovedIds.Count: 0 } }))
                    quiet.Add(new QuietMailbox(mailbox.Id, [.. mailbox.Folders.Select(f => (f, pages[f.Id].Value!.Cursor))]));
                else if (pages is not null && Interlocked.Add(ref waiting, pages.Values.Sum(p => p.Value?.Messages.Count ?? 0)) <= MostWaitingMails)
                    busy.Add((mailbox.Id, pages));
                else
                    busy.Add((mailbox.Id, []));
            });
            await NoteQuietAsync(quiet, cancel);
        }
        catch
        {
            // What was claimed is not kept waiting for its lease to run out.
            await using var release = scopes.CreateAsyncScope();
            await release.ServiceProvider.GetRequiredService<ClaimMailboxes>().ReleaseAsync(claimed, ClaimMailboxes.ThisHost, CancellationToken.None);
            throw;
        }
        var reports = new ConcurrentBag<SyncReport>();
        await Parallel.ForEachAsync(busy, Limit(MailboxesReadAtATime, cancel), async (mailbox, stop) =>
        {
            // Whoever waited for its turn longer than its lease may be in other hands by now.
            if (await ProlongAsync(mailbox.Id, stop))
                reports.Add(await syncOnce.RunClaimedAsync(mailbox.Id, stop, mailbox.Pages));
        });
        return [.. reports];
    }

    private static ParallelOptions Limit(int atATime, CancellationToken cancel) => new() { MaxDegreeOfParallelism = atATime, CancellationToken = cancel };

    private async Task<List<Mailbox>> ReadMailboxesAsync(IReadOnlyList<long> claimed, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        return await MailboxQuery.ToPoll(db, claimed).ToListAsync(cancel);
    }

    // Null where there is more to do than to ask: folders to list, or a first round.
    private async Task<Dictionary<long, Result<MailboxPage>>?> AskAsync(Mailbox mailbox, CancellationToken cancel)
    {
        if (MailboxQuery.NeedsFolders(mailbox, clock.GetUtcNow()) || mailbox.Folders.Exists(f => !f.IsRoundComplete || f.IsReset || f.Cursor is null || f.CursorOptions != server.PageOptions))
            return null;
        var pages = new Dictionary<long, Result<MailboxPage>>();
        foreach (var folder in mailbox.Folders)
            pages[folder.Id] = await server.ReadPageAsync(mailbox.Address, folder.GraphId, folder.Cursor, cancel);
        return pages;
    }

    private async Task<bool> ProlongAsync(long mailboxId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ClaimMailboxes>().ProlongAsync(mailboxId, ClaimMailboxes.ThisHost, cancel);
    }

    private async Task NoteQuietAsync(IReadOnlyCollection<QuietMailbox> quiet, CancellationToken cancel)
    {
        if (quiet.Count == 0)
            return;
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        var (now, ids) = (db.Now, quiet.Select(q => q.Id).ToList());
        await using var write = await db.BeginWriteAsync(cancel);
        foreach (var (folder, cursor) in quiet.SelectMany(q => q.Folders).Where(f => f.Cursor != f.Folder.Cursor && !(f.Folder.CursorAt > now - CursorHolds)))
            await db.MailFolders.Where(f => f.Id == folder.Id && f.CursorVersion == folder.CursorVersion)
                .ExecuteUpdateAsync(s => s.SetProperty(f => f.Cursor, cursor).SetProperty(f => f.CursorAt, now).SetProperty(f => f.CursorVersion, folder.CursorVersion + 1), cancel);
        await db.MailFolders.Where(f => ids.Contains(f.MailboxId) && f.IsInScope && f.GoneAt == null)
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.LastSuccessAt, now), cancel);
        await db.Mailboxes.Where(m => ids.Contains(m.Id) && m.LeaseHolder == ClaimMailboxes.ThisHost)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LastSuccessAt, now)
                .SetProperty(m => m.NextRunAt, now.AddSeconds(settings.PollSeconds))
                .SetProperty(m => m.LastError, (string?)null)
                .SetProperty(m => m.LastErrorCode, (string?)null)
                .SetProperty(m => m.LeaseHolder, (string?)null)
                .SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancel);
        await write.CommitAsync(cancel);
    }

    private sealed record QuietMailbox(long Id, IReadOnlyList<(MailFolder Folder, string Cursor)> Folders);
}

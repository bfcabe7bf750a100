using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Which mailboxes are wanted.</summary>
public enum MailboxProgress
{
    /// <summary>Any.</summary>
    Any,
    /// <summary>Those in which every folder was read to its end once: their rounds are short.</summary>
    Settled,
    /// <summary>Those with a folder that is still read for the first time, or whose folders nobody has listed.</summary>
    FirstRound,
}

/// <summary>
/// Takes mailboxes for this host, so that no two hosts read the same one. A lease that is not given back runs out, and then
/// another host takes over. Needs a scope of its own: it reads as the system.
/// </summary>
public sealed class ClaimMailboxes(CrmDb db, MailSettings settings)
{
    private static long _claims;

    /// <summary>This process, as leases and the health page name it.</summary>
    public static string ThisHost { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Claims mailboxes that are due, the longest waiting first, at most <paramref name="limit"/>, in one statement.</summary>
    public async Task<IReadOnlyList<long>> RunAsync(string host, int limit, CancellationToken cancel, MailboxProgress progress = MailboxProgress.Any)
    {
        db.ReadAs(Reader.System);
        var now = db.Now;
        var due = await MailboxQuery.Due(db, now, progress).Take(limit).ToListAsync(cancel);
        return due.Count == 0 ? [] : await ClaimAsync(due, host, now, cancel);
    }

    /// <summary>Claims one mailbox, due or not; false when another host holds it.</summary>
    public async Task<bool> ClaimAsync(long mailboxId, string host, CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        return (await ClaimAsync([mailboxId], host, db.Now, cancel)).Count == 1;
    }

    /// <summary>Keeps a claim for another while; false when it has run out and somebody else may have it.</summary>
    public async Task<bool> ProlongAsync(long mailboxId, string host, CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        var kept = await db.Mailboxes.Where(m => m.Id == mailboxId && m.LeaseHolder == host && m.LeaseUntil > now)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, now + settings.LeaseTime), cancel);
        await write.CommitAsync(cancel);
        return kept == 1;
    }

    /// <summary>Gives mailboxes back, where they are still this host's.</summary>
    public Task ReleaseAsync(long mailboxId, string host, CancellationToken cancel) => ReleaseAsync([mailboxId], host, cancel);

    /// <summary>Gives mailboxes back, where they are still this host's.</summary>
    public async Task ReleaseAsync(IReadOnlyCollection<long> mailboxIds, string host, CancellationToken cancel)
    {
        if (mailboxIds.Count == 0)
            return;
        db.ReadAs(Reader.System);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.Mailboxes.Where(m => mailboxIds.Contains(m.Id) && m.LeaseHolder == host)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseHolder, (string?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancel);
        await write.CommitAsync(cancel);
    }

    // The moment until which a claim holds is its own, so that the rows that were won are told from those of another claim of this host.
    private async Task<List<long>> ClaimAsync(List<long> ids, string host, DateTimeOffset now, CancellationToken cancel)
    {
        var until = now + settings.LeaseTime + TimeSpan.FromMicroseconds(Interlocked.Increment(ref _claims) % 100_000);
        var next = now.AddSeconds(settings.PollSeconds);
        await using var write = await db.BeginWriteAsync(cancel);
        var claimed = await db.Mailboxes.Where(m => ids.Contains(m.Id) && (m.LeaseUntil == null || m.LeaseUntil <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseHolder, host).SetProperty(m => m.LeaseUntil, until).SetProperty(m => m.NextRunAt, next), cancel);
        if (claimed < ids.Count)
            ids = await db.Mailboxes.Where(m => ids.Contains(m.Id) && m.LeaseHolder == host && m.LeaseUntil == until).Select(m => m.Id).ToListAsync(cancel);
        await write.CommitAsync(cancel);
        return ids;
    }
}

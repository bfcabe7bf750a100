using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>
/// Takes mailboxes for this host, so that no two hosts read the same one. A lease that is not given back runs out, and then
/// another host takes over. Needs a scope of its own: it reads as the system.
/// </summary>
public sealed class ClaimMailboxes(CrmDb db, MailSettings settings)
{
    /// <summary>How long a claim holds without being given back; every page that is written prolongs it.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>This process, as leases and the health page name it.</summary>
    public static string ThisHost { get; } = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    /// <summary>Claims mailboxes that are due, the longest waiting first, at most <paramref name="limit"/>.</summary>
    public async Task<IReadOnlyList<long>> RunAsync(string host, int limit, CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        var now = db.Now;
        var due = await db.Mailboxes
            .Where(m => m.IsOn && (m.NextRunAt == null || m.NextRunAt <= now) && (m.LeaseUntil == null || m.LeaseUntil <= now))
            .OrderBy(m => m.NextRunAt).ThenBy(m => m.Id).Select(m => m.Id).Take(limit).ToListAsync(cancel);
        var claimed = new List<long>();
        foreach (var id in due)
            if (await ClaimAsync(id, host, cancel))
                claimed.Add(id);
        return claimed;
    }

    /// <summary>Claims one mailbox, due or not; false when another host holds it.</summary>
    public async Task<bool> ClaimAsync(long mailboxId, string host, CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        var claimed = await db.Mailboxes.Where(m => m.Id == mailboxId && (m.LeaseUntil == null || m.LeaseUntil <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseHolder, host)
                .SetProperty(m => m.LeaseUntil, now + LeaseTime)
                .SetProperty(m => m.NextRunAt, now.AddSeconds(settings.PollSeconds)), cancel);
        await write.CommitAsync(cancel);
        return claimed == 1;
    }

    /// <summary>Gives a mailbox back, where it is still this host's.</summary>
    public async Task ReleaseAsync(long mailboxId, string host, CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.Mailboxes.Where(m => m.Id == mailboxId && m.LeaseHolder == host)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseHolder, (string?)null).SetProperty(m => m.LeaseUntil, (DateTimeOffset?)null), cancel);
        await write.CommitAsync(cancel);
    }
}

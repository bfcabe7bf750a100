using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>
/// Takes what waits in the queue: a mailbox is due now however often it was named, and the rows go in the same transaction. What the
/// server says about the subscription itself makes upkeep look at it. Needs a scope of its own: it reads as the system.
/// </summary>
public sealed class TakeNotifications(CrmDb db)
{
    /// <summary>The mailboxes that were woken.</summary>
    public async Task<IReadOnlyList<long>> RunAsync(CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        // Looking costs nobody the turn to write.
        if (!await db.MailNotifications.AnyAsync(cancel))
            return [];
        await using var write = await db.BeginWriteAsync(cancel);
        var woken = new List<long>();
        foreach (var waiting in await SubscriptionQuery.Waiting(db, db.Now).ToListAsync(cancel))
            if (await WakeAsync(waiting, cancel))
                woken.Add(waiting.MailboxId);
        await write.CommitAsync(cancel);
        return woken;
    }

    private async Task<bool> WakeAsync(WaitingNotifications waiting, CancellationToken cancel)
    {
        var now = db.Now;
        // A mailbox that was claimed in this moment keeps its rows: its round may have passed the change already.
        var free = await db.Mailboxes.Where(m => m.Id == waiting.MailboxId && (m.LeaseUntil == null || m.LeaseUntil <= now))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.NextRunAt, now), cancel);
        if (free == 0)
            return false;
        var rows = db.MailNotifications.Where(n => n.MailboxId == waiting.MailboxId && n.Id <= waiting.LastId);
        await PassOnAsync(waiting.MailboxId, await rows.Where(n => n.Event != MailEvent.Changed && n.Event != MailEvent.Missed).AsNoTracking().ToListAsync(cancel), cancel);
        await db.MailSubscriptions.Where(s => s.MailboxId == waiting.MailboxId)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.ReceivedCount, x => x.ReceivedCount + waiting.Count).SetProperty(x => x.LastReceivedAt, waiting.LastReceivedAt), cancel);
        await rows.ExecuteDeleteAsync(cancel);
        return true;
    }

    // What is told about a subscription that was replaced in the meantime is of no concern.
    private async Task PassOnAsync(long mailboxId, List<MailNotification> told, CancellationToken cancel)
    {
        var now = db.Now;
        var removed = told.Where(n => n.Event == MailEvent.SubscriptionRemoved).Select(n => n.SubscriptionId).Distinct().ToList();
        if (removed.Count > 0)
            await db.MailSubscriptions.Where(s => s.MailboxId == mailboxId && removed.Contains(s.GraphId!))
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.GraphId, (string?)null).SetProperty(x => x.ExpiresAt, (DateTimeOffset?)null).SetProperty(x => x.NextCheckAt, now), cancel);
        var ending = told.Where(n => n.Event == MailEvent.ReauthorizationRequired).Select(n => n.SubscriptionId).Distinct().ToList();
        if (ending.Count > 0)
            await db.MailSubscriptions.Where(s => s.MailboxId == mailboxId && ending.Contains(s.GraphId!))
                .ExecuteUpdateAsync(s => s.SetProperty(x => x.NextCheckAt, now), cancel);
    }
}

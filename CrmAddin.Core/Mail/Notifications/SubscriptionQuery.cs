using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Notifications;

/// <summary>A subscription with the mailbox that it is for.</summary>
public sealed record KnownSubscription(string SubscriptionId, long MailboxId);

/// <summary>Notifications that wait, by mailbox.</summary>
/// <param name="MailboxId">The mailbox.</param>
/// <param name="LastId">The newest row that was counted.</param>
/// <param name="Count">Notifications.</param>
/// <param name="LastReceivedAt">When the newest arrived.</param>
public sealed record WaitingNotifications(long MailboxId, long LastId, int Count, DateTimeOffset LastReceivedAt);

/// <summary>Reads of subscriptions and of the queue.</summary>
public static class SubscriptionQuery
{
    /// <summary>Those of these subscriptions that are ours.</summary>
    public static IQueryable<KnownSubscription> Known(CrmDb db, IReadOnlyCollection<string> subscriptionIds) =>
        db.MailSubscriptions.Where(s => s.GraphId != null && subscriptionIds.Contains(s.GraphId)).Select(s => new KnownSubscription(s.GraphId!, s.MailboxId));

    /// <summary>What waits for mailboxes on which nobody works; a mailbox that is being read is woken when that has ended.</summary>
    public static IQueryable<WaitingNotifications> Waiting(CrmDb db, DateTimeOffset now) =>
        db.MailNotifications.Where(n => db.Mailboxes.Any(m => m.Id == n.MailboxId && (m.LeaseUntil == null || m.LeaseUntil <= now)))
            .GroupBy(n => n.MailboxId)
            .Select(g => new WaitingNotifications(g.Key, g.Max(n => n.Id), g.Sum(n => n.Count), g.Max(n => n.ReceivedAt)));

    /// <summary>Mailboxes that are on and have no row for their subscription yet.</summary>
    public static IQueryable<long> MailboxesWithout(CrmDb db) =>
        db.Mailboxes.Where(m => m.IsOn && !db.MailSubscriptions.Any(s => s.MailboxId == m.Id)).Select(m => m.Id);

    /// <summary>Subscriptions that upkeep has to look at, the longest waiting first.</summary>
    public static IQueryable<long> Due(CrmDb db, DateTimeOffset now) =>
        db.MailSubscriptions.Where(s => s.NextCheckAt <= now || !s.Mailbox!.IsOn).OrderBy(s => s.NextCheckAt).ThenBy(s => s.Id).Select(s => s.Id);

    /// <summary>The subscription of a mailbox that works now.</summary>
    public static IQueryable<MailSubscription> Working(CrmDb db, long mailboxId, DateTimeOffset now) =>
        db.MailSubscriptions.Where(s => s.MailboxId == mailboxId && s.GraphId != null && s.ExpiresAt > now);
}

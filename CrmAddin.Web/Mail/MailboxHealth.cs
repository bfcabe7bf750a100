using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>How one mailbox fares.</summary>
/// <param name="Mailbox">The mailbox with owner and folders.</param>
/// <param name="Kept">Mails kept, by folder; null is mail whose folder is not known.</param>
/// <param name="Dropped">Mails not kept by reason, by folder.</param>
/// <param name="Subscription">What upkeep knows of its subscription; null where there is none.</param>
/// <param name="Alarm">The alarm that has not ended; null when all is well.</param>
/// <param name="Gaps">Days of the last month on which the log differed from the mailbox, the latest found first.</param>
public sealed record MailboxHealth(
    Mailbox Mailbox, ILookup<long?, KeptInFolder> Kept, ILookup<long?, DroppedInFolder> Dropped, MailSubscription? Subscription, MailOutage? Alarm, IReadOnlyList<MailGap> Gaps)
{
    private const int DaysOfGaps = 30;

    /// <summary>Mails kept in all.</summary>
    public int KeptCount => Kept.Sum(f => f.Sum(k => k.Count));

    /// <summary>Mails not kept by reason, the most frequent first.</summary>
    public IReadOnlyList<(string Reason, int Count)> DroppedByReason =>
        [.. Dropped.SelectMany(f => f).GroupBy(d => d.Reason).Select(g => (g.Key, g.Sum(d => d.Count))).OrderByDescending(d => d.Item2)];

    /// <summary>Folders that are logged.</summary>
    public IReadOnlyList<MailFolder> Folders => [.. Mailbox.Folders.Where(f => f is { IsInScope: true, GoneAt: null })];

    /// <summary>Whether a host works on it at this moment.</summary>
    public bool IsRunning(DateTimeOffset now) => Mailbox.LeaseUntil > now;

    /// <summary>Whether it works or waits for its turn now: what is shown changes by itself.</summary>
    public bool IsMoving(DateTimeOffset now) => Mailbox.IsOn && (IsRunning(now) || Mailbox.NextRunAt <= now);

    /// <summary>Whether the mail server tells about its changes.</summary>
    public bool IsTold(DateTimeOffset now) => Subscription is { GraphId: not null } && Subscription.ExpiresAt > now;

    /// <summary>The mailboxes that the reader may watch, by address.</summary>
    public static Task<List<MailboxHealth>> ReadAsync(CrmDb db, CancellationToken cancel) => ReadAsync(db, HealthQuery.WatchedWithFolders(db), cancel);

    /// <summary>One of them; null where the reader sees no such mailbox.</summary>
    public static async Task<MailboxHealth?> ReadAsync(CrmDb db, long mailboxId, CancellationToken cancel) =>
        (await ReadAsync(db, HealthQuery.WatchedWithFolders(db).Where(m => m.Id == mailboxId), cancel)).SingleOrDefault();

    private static async Task<List<MailboxHealth>> ReadAsync(CrmDb db, IQueryable<Mailbox> chosen, CancellationToken cancel)
    {
        var mailboxes = await chosen.ToListAsync(cancel);
        var ids = mailboxes.ConvertAll(m => m.Id);
        var kept = (await HealthQuery.Kept(db, ids).ToListAsync(cancel)).ToLookup(k => k.MailboxId);
        var dropped = (await HealthQuery.Dropped(db, ids).ToListAsync(cancel)).ToLookup(d => d.MailboxId);
        var subscriptions = await HealthQuery.Subscriptions(db, ids).ToDictionaryAsync(s => s.MailboxId, cancel);
        var alarms = await HealthQuery.Alarms(db, ids).ToDictionaryAsync(o => o.MailboxId, cancel);
        var gaps = (await HealthQuery.Gaps(db, ids, db.Now.AddDays(-DaysOfGaps)).ToListAsync(cancel)).ToLookup(g => g.MailboxId);
        return mailboxes.ConvertAll(m => new MailboxHealth(
            m, kept[m.Id].ToLookup(k => k.FolderId), dropped[m.Id].ToLookup(d => d.FolderId), subscriptions.GetValueOrDefault(m.Id), alarms.GetValueOrDefault(m.Id), [.. gaps[m.Id]]));
    }
}

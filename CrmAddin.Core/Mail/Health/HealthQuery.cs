using CrmAddin.Core.Mail.Compare;
using CrmAddin.Core.Mail.Notifications;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Health;

/// <summary>Mails that a folder has kept.</summary>
public sealed record KeptInFolder(long MailboxId, long? FolderId, int Count);

/// <summary>Mails that a folder has not kept for one reason.</summary>
public sealed record DroppedInFolder(long MailboxId, long? FolderId, string Reason, int Count);

/// <summary>Reads of how mailboxes fare.</summary>
public static class HealthQuery
{
    /// <summary>Mailboxes whose health the reader may see: administrators all, managers their teams', everyone else their own.</summary>
    public static IQueryable<Mailbox> Watched(CrmDb db) =>
        db.Mailboxes.Where(m => db.Reader.Role == Role.Administrator || (m.OwnerId != null && m.OwnerId == db.Reader.UserId)
            || (db.Reader.Role == Role.Manager && db.Reader.TeamIds.Contains(m.TeamId ?? 0)));

    /// <summary>The same with owner and folders, by address.</summary>
    public static IQueryable<Mailbox> WatchedWithFolders(CrmDb db) =>
        Watched(db).AsNoTracking().Include(m => m.Owner).Include(m => m.Folders.OrderBy(f => f.Id)).OrderBy(m => m.Address);

    /// <summary>How many mails each folder has kept, whoever may read them.</summary>
    public static IQueryable<KeptInFolder> Kept(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        db.MessageCopies.IgnoreQueryFilters().Where(c => mailboxIds.Contains(c.MailboxId))
            .GroupBy(c => new { c.MailboxId, c.MailFolderId }).Select(g => new KeptInFolder(g.Key.MailboxId, g.Key.MailFolderId, g.Count()));

    /// <summary>How many mails each folder has not kept, by reason.</summary>
    public static IQueryable<DroppedInFolder> Dropped(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        db.DroppedMessages.Where(d => mailboxIds.Contains(d.MailboxId))
            .GroupBy(d => new { d.MailboxId, d.MailFolderId, d.Reason }).Select(g => new DroppedInFolder(g.Key.MailboxId, g.Key.MailFolderId, g.Key.Reason, g.Count()));

    /// <summary>Subscriptions of these mailboxes.</summary>
    public static IQueryable<MailSubscription> Subscriptions(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        db.MailSubscriptions.AsNoTracking().Where(s => mailboxIds.Contains(s.MailboxId));

    /// <summary>Days on which the log of these mailboxes differed from the mailbox, the latest found first.</summary>
    public static IQueryable<MailGap> Gaps(CrmDb db, IReadOnlyCollection<long> mailboxIds, DateTimeOffset since) =>
        db.MailGaps.AsNoTracking().Include(g => g.MailFolder).Where(g => mailboxIds.Contains(g.MailboxId) && g.FoundAt >= since)
            .OrderByDescending(g => g.FoundAt).ThenByDescending(g => g.Day).ThenBy(g => g.Id);

    /// <summary>Alarms of these mailboxes that have not ended.</summary>
    public static IQueryable<MailOutage> Alarms(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        AllAlarms(db).Where(o => mailboxIds.Contains(o.MailboxId));

    /// <summary>Alarms that have not ended.</summary>
    public static IQueryable<MailOutage> AllAlarms(CrmDb db) =>
        db.MailOutages.AsNoTracking().Where(o => o.RaisedAt != null && o.EndedAt == null);

    /// <summary>Mailboxes that are on and have not come through since this moment, or never.</summary>
    public static IQueryable<Mailbox> Silent(CrmDb db, DateTimeOffset since) =>
        db.Mailboxes.AsNoTracking().Where(m => m.IsOn && (m.LastSuccessAt == null || m.LastSuccessAt <= since));

    /// <summary>Beginnings and ends of alarms that administrators do not know of, with their mailboxes. An end is told to whom the beginning was told.</summary>
    public static IQueryable<MailOutage> Untold(CrmDb db, DateTimeOffset now) =>
        db.MailOutages.AsNoTracking().Include(o => o.Mailbox)
            .Where(o => o.RaisedAt != null && (o.TellAgainAt == null || o.TellAgainAt <= now)
                && ((o.ToldAt == null && o.EndedAt == null) || (o.ToldAt != null && o.EndedAt != null && o.EndToldAt == null)))
            .OrderBy(o => o.Mailbox!.Address);
}

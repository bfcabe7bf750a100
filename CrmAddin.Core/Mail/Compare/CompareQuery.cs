using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Compare;

/// <summary>How many mails a day has.</summary>
public sealed record DayCount(DateOnly Day, int Count);

/// <summary>A trace of a mail that was not kept.</summary>
public sealed record DroppedRow(long Id, string KeyedHash);

/// <summary>What a comparison asks the store, each within one folder and by the day's index.</summary>
public static class CompareQuery
{
    /// <summary>Arrivals of a folder's kept mails.</summary>
    public static IQueryable<DateTimeOffset> KeptArrivals(CrmDb db, long folderId, DateOnly? since)
    {
        var kept = db.MessageCopies.IgnoreQueryFilters().Where(c => c.MailFolderId == folderId && c.RemovedAt == null && c.ReceivedAt != null);
        if (since is { } first)
        {
            var from = new DateTimeOffset(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
            kept = kept.Where(c => c.ReceivedAt >= from);
        }
        return kept.Select(c => c.ReceivedAt!.Value);
    }

    /// <summary>How many of a folder's mails were not kept, by day.</summary>
    public static IQueryable<DayCount> DroppedByDay(CrmDb db, long folderId, DateOnly? since)
    {
        var dropped = db.DroppedMessages.Where(d => d.MailFolderId == folderId && d.ReceivedOn != null);
        if (since is not null)
            dropped = dropped.Where(d => d.ReceivedOn >= since);
        return dropped.GroupBy(d => d.ReceivedOn!.Value).Select(g => new DayCount(g.Key, g.Count()));
    }

    /// <summary>Ids of a folder's kept mails of a day.</summary>
    public static IQueryable<string> KeptOn(CrmDb db, long folderId, DateTimeOffset from, DateTimeOffset until) =>
        db.MessageCopies.IgnoreQueryFilters()
            .Where(c => c.MailFolderId == folderId && c.RemovedAt == null && c.ReceivedAt >= from && c.ReceivedAt < until).Select(c => c.GraphId);

    /// <summary>Traces of a folder's mails of a day that were not kept.</summary>
    public static IQueryable<DroppedRow> DroppedOn(CrmDb db, long folderId, DateOnly day) =>
        db.DroppedMessages.Where(d => d.MailFolderId == folderId && d.ReceivedOn == day).Select(d => new DroppedRow(d.Id, d.KeyedHash));

    /// <summary>Gaps of a mailbox, the newest first.</summary>
    public static IQueryable<MailGap> Gaps(CrmDb db, long mailboxId) =>
        db.MailGaps.AsNoTracking().Include(g => g.MailFolder).Where(g => g.MailboxId == mailboxId).OrderByDescending(g => g.FoundAt).ThenByDescending(g => g.Day);
}

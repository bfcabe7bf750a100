using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Reads of mailboxes, each within what the context's reader sees.</summary>
public static class MailboxQuery
{
    /// <summary>Mailboxes with owner and folders, by address.</summary>
    public static IQueryable<Mailbox> Health(CrmDb db) =>
        db.Mailboxes.AsNoTracking().Include(m => m.Owner).Include(m => m.Folders.OrderBy(f => f.Id)).OrderBy(m => m.Address);

    /// <summary>Mailboxes that are due and free, the longest waiting first.</summary>
    public static IQueryable<long> Due(CrmDb db, DateTimeOffset now, MailboxProgress progress)
    {
        var due = db.Mailboxes.Where(m => m.IsOn && (m.NextRunAt == null || m.NextRunAt <= now) && (m.LeaseUntil == null || m.LeaseUntil <= now));
        if (progress == MailboxProgress.Settled)
            due = due.Where(m => m.Folders.Any(f => f.IsInScope && f.GoneAt == null) && m.Folders.All(f => !f.IsInScope || f.GoneAt != null || f.IsRoundComplete));
        if (progress == MailboxProgress.FirstRound)
            due = due.Where(m => !m.Folders.Any(f => f.IsInScope && f.GoneAt == null) || m.Folders.Any(f => f.IsInScope && f.GoneAt == null && !f.IsRoundComplete));
        return due.OrderBy(m => m.NextRunAt).ThenBy(m => m.Id).Select(m => m.Id);
    }

    /// <summary>Mailboxes with the folders that are read.</summary>
    public static IQueryable<Mailbox> ToPoll(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Mailboxes.AsNoTracking().Include(m => m.Folders.Where(f => f.IsInScope && f.GoneAt == null).OrderBy(f => f.Id)).Where(m => ids.Contains(m.Id));

    /// <summary>Folders of a mailbox that are read.</summary>
    public static IQueryable<long> FoldersToRead(CrmDb db, long mailboxId) =>
        db.MailFolders.Where(f => f.MailboxId == mailboxId && f.IsInScope && f.GoneAt == null).OrderBy(f => f.Id).Select(f => f.Id);

    /// <summary>Folders of a mailbox that can be chosen, by name.</summary>
    public static IQueryable<MailFolder> OfferedFolders(CrmDb db, long mailboxId) =>
        db.MailFolders.AsNoTracking().Where(f => f.MailboxId == mailboxId && !f.IsNeverLogged && f.GoneAt == null).OrderBy(f => f.DisplayName).ThenBy(f => f.Id);

    /// <summary>Whether a reader may choose its folders and narrow who reads its mail.</summary>
    public static bool MayManage(Mailbox mailbox, Reader reader) => reader.MayAdminister || (reader.UserId is not null && mailbox.OwnerId == reader.UserId);

    /// <summary>Whether the list of a mailbox' folders is missing or old.</summary>
    public static bool NeedsFolders(Mailbox mailbox, DateTimeOffset now) => !(mailbox.FoldersListedAt > now - FindFolders.ListHolds);

    /// <summary>How many mails each mailbox has kept, whoever may read them.</summary>
    public static IQueryable<KeptCount> KeptCounts(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        db.MessageCopies.IgnoreQueryFilters().Where(c => mailboxIds.Contains(c.MailboxId))
            .GroupBy(c => c.MailboxId).Select(g => new KeptCount(g.Key, g.Count()));

    /// <summary>How many mails each mailbox has not kept, by reason.</summary>
    public static IQueryable<DroppedCount> DroppedCounts(CrmDb db, IReadOnlyCollection<long> mailboxIds) =>
        db.DroppedMessages.Where(d => mailboxIds.Contains(d.MailboxId))
            .GroupBy(d => new { d.MailboxId, d.Reason }).Select(g => new DroppedCount(g.Key.MailboxId, g.Key.Reason, g.Count()));
}

/// <summary>Mails that a mailbox has kept.</summary>
public sealed record KeptCount(long MailboxId, int Count);

/// <summary>Mails that a mailbox has not kept for one reason.</summary>
public sealed record DroppedCount(long MailboxId, string Reason, int Count);

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Reads of mailboxes, each within what the context's reader sees.</summary>
public static class MailboxQuery
{
    /// <summary>Mailboxes with owner and folders, by address.</summary>
    public static IQueryable<Mailbox> Health(CrmDb db) =>
        db.Mailboxes.AsNoTracking().Include(m => m.Owner).Include(m => m.Folders.OrderBy(f => f.Id)).OrderBy(m => m.Address);

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

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>Reads of mailboxes, each within what the context's reader sees.</summary>
public static class MailboxQuery
{
    /// <summary>Mailboxes with owner and folders, by address.</summary>
    public static IQueryable<Mailbox> Health(CrmDb db) =>
        db.Mailboxes.AsNoTracking().Include(m => m.Owner).Include(m => m.Folders.OrderBy(f => f.Id)).OrderBy(m => m.Address);
}

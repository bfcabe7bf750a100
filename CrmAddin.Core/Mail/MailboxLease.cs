using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail;

/// <summary>The lease of a mailbox while a host works in it.</summary>
internal static class MailboxLease
{
    /// <summary>Keeps it for another while, within the write: whoever writes is alive, however long a first round takes.</summary>
    public static Task KeepAsync(CrmDb db, long mailboxId, MailSettings settings, CancellationToken cancel) =>
        db.Mailboxes.Where(m => m.Id == mailboxId && m.LeaseUntil != null)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.LeaseUntil, db.Now + settings.LeaseTime), cancel);
}

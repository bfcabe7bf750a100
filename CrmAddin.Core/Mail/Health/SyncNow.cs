using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Health;

/// <summary>Makes a mailbox due at once; the worker of whichever host is free takes it.</summary>
public sealed class SyncNow(CrmDb db)
{
    /// <summary>Makes it due. Errors: <see cref="MailboxNotFound"/>, <see cref="MayNotSwitchMailbox"/>, <see cref="MailboxIsOff"/>.</summary>
    public async Task<Error?> RunAsync(long mailboxId, CancellationToken cancel)
    {
        var mailbox = await HealthQuery.Watched(db).Where(m => m.Id == mailboxId).Select(m => new { m.Address, m.IsOn }).FirstOrDefaultAsync(cancel);
        if (mailbox is null)
            return new MailboxNotFound(mailboxId);
        if (!db.Reader.MayChange)
            return new MayNotSwitchMailbox();
        if (!mailbox.IsOn)
            return new MailboxIsOff(mailbox.Address);
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        await db.Mailboxes.Where(m => m.Id == mailboxId).ExecuteUpdateAsync(s => s.SetProperty(m => m.NextRunAt, now), cancel);
        await write.CommitAsync(cancel);
        return null;
    }
}

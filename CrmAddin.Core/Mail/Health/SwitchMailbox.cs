using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Health;

/// <summary>The reader may look and change nothing.</summary>
public sealed record MayNotSwitchMailbox() : ForbiddenError("Your role may not change how mail is logged. Ask an administrator.");

/// <summary>The mailbox is off.</summary>
public sealed record MailboxIsOff(string Mailbox) : ConflictError($"No mail is logged from {Mailbox}: switch it on first.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>Switches mail logging of one mailbox on or off. What was logged stays.</summary>
public sealed class SwitchMailbox(CrmDb db)
{
    /// <summary>Switches it. Errors: <see cref="MailboxNotFound"/>, <see cref="MayNotSwitchMailbox"/>.</summary>
    public async Task<Error?> RunAsync(long mailboxId, bool isOn, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotSwitchMailbox();
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        var switched = await HealthQuery.Watched(db).Where(m => m.Id == mailboxId)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.IsOn, isOn).SetProperty(m => m.NextRunAt, now).SetProperty(m => m.Version, m => m.Version + 1), cancel);
        await write.CommitAsync(cancel);
        return switched == 0 ? new MailboxNotFound(mailboxId) : null;
    }
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Health;

/// <summary>The reader may look and change nothing.</summary>
public sealed record MayNotSwitchMailbox() : ForbiddenError("Your role may not do this. Ask an administrator.");

/// <summary>The mailbox is off.</summary>
public sealed record MailboxIsOff(string Mailbox) : ConflictError($"No mail is logged from {Mailbox}: switch it on first.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Mailbox];
}

/// <summary>Switches mail logging of one mailbox on or off, as an administrator. What was logged stays.</summary>
public sealed class SwitchMailbox(CrmDb db)
{
    /// <summary>Switches it. Errors: <see cref="MailboxNotFound"/>, <see cref="MayNotSwitchMailbox"/>.</summary>
    public async Task<Error?> RunAsync(long mailboxId, bool isOn, string from, CancellationToken cancel)
    {
        var mailbox = await HealthQuery.Watched(db).Where(m => m.Id == mailboxId).Select(m => new { m.Address, m.IsOn }).FirstOrDefaultAsync(cancel);
        if (mailbox is null)
            return new MailboxNotFound(mailboxId);
        if (!db.Reader.MayAdminister)
            return new MayNotSwitchMailbox();
        if (mailbox.IsOn == isOn)
            return null;
        var now = db.Now;
        await using var write = await db.BeginWriteAsync(cancel);
        db.Begin(ChangeOrigin.Administer, from, about: mailbox.Address);
        db.NoteUntracked(nameof(Mailbox), mailboxId, (nameof(Mailbox.IsOn), mailbox.IsOn, isOn));
        // Past the row's version: a round that notes how it went must not make the switch fail.
        await db.Mailboxes.Where(m => m.Id == mailboxId)
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.IsOn, isOn).SetProperty(m => m.NextRunAt, now).SetProperty(m => m.Version, m => m.Version + 1), cancel);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        return null;
    }
}

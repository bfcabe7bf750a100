using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail.Rules;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Asks that a mailbox be looked through for people who could become contacts. Nothing is made before its owner ticks.</summary>
public sealed class AskForCreation(CrmDb db)
{
    /// <summary>How long the list of people is kept.</summary>
    public static readonly TimeSpan ListIsKept = TimeSpan.FromHours(24);

    /// <summary>The run. Errors: <see cref="MayNotChange"/>, <see cref="OnlyOwnerOfMailbox"/>, <see cref="CreationRunning"/>.</summary>
    public async Task<Result<CreationRun>> RunAsync(long mailboxId, ContactCreation scope, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        var mailbox = await db.Mailboxes.AsNoTracking().FirstOrDefaultAsync(m => m.Id == mailboxId && m.OwnerId != null && m.OwnerId == db.Reader.UserId, cancel);
        if (mailbox is null)
            return new OnlyOwnerOfMailbox();
        await using var write = await db.BeginWriteAsync(cancel);
        if (await CreationQuery.AtWork(db).AnyAsync(r => r.MailboxId == mailboxId && !r.IsAutomatic, cancel))
            return new CreationRunning();
        // A list that nobody ticked gives way to the new one.
        await db.CreationRuns.Where(r => r.MailboxId == mailboxId && r.State == CreationState.Ready).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, CreationState.Expired), cancel);
        await db.CreationCandidates.Where(c => c.Run!.MailboxId == mailboxId && c.Run.State == CreationState.Expired).ExecuteDeleteAsync(cancel);
        var run = new CreationRun
        {
            MailboxId = mailboxId,
            OwnerId = mailbox.OwnerId,
            Scope = scope == ContactCreation.Off ? ContactCreation.FromSentMail : scope,
            AskedAt = db.Now,
            ExpiresAt = db.Now + ListIsKept,
        };
        db.CreationRuns.Add(run);
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        return run;
    }
}

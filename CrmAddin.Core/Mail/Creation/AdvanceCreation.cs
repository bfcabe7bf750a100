using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Takes the run that waits longest and brings it on by a step: read, make, look back. Needs a scope of its own: it reads as the system.</summary>
public sealed class AdvanceCreation(CrmDb db, PreviewCreation previewCreation, MakeTickedContacts makeTickedContacts, LookBackForCreation lookBackForCreation)
{
    /// <summary>How long a host may be silent about a run before another takes it over.</summary>
    public static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(5);

    /// <summary>The run that was claimed last.</summary>
    public long? ClaimedId { get; private set; }

    /// <summary>The run that was brought on; null when none waits.</summary>
    public async Task<long?> RunAsync(CancellationToken cancel)
    {
        db.ReadAs(Reader.System);
        if (await ClaimAsync(cancel) is not { } run)
            return null;
        ClaimedId = run.Id;
        switch (run.State)
        {
            case CreationState.Waiting or CreationState.Reading:
                if (await previewCreation.RunAsync(run.Id, cancel) is { } error)
                    await FailAsync(run.Id, error, cancel);
                break;
            case CreationState.Confirmed or CreationState.Creating:
                await makeTickedContacts.RunAsync(run.Id, cancel);
                await LetGoAsync(run.Id, cancel);
                break;
            default:
                await lookBackForCreation.RunAsync(run.Id, cancel);
                break;
        }
        return run.Id;
    }

    /// <summary>Ends a run with what stood in the way; its people go at once.</summary>
    public async Task FailAsync(long runId, Error error, CancellationToken cancel)
    {
        db.ChangeTracker.Clear();
        db.ReadAs(Reader.System);
        var (sentence, code, now) = (error.Sentence, error.Code, db.Now);
        await using var write = await db.BeginWriteAsync(cancel);
        await db.CreationCandidates.Where(c => c.RunId == runId).ExecuteDeleteAsync(cancel);
        await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s
            .SetProperty(r => r.State, CreationState.Failed).SetProperty(r => r.Error, sentence).SetProperty(r => r.ErrorCode, code).SetProperty(r => r.EndedAt, now), cancel);
        await write.CommitAsync(cancel);
    }

    private async Task<CreationRun?> ClaimAsync(CancellationToken cancel)
    {
        var (now, silent) = (db.Now, db.Now - LeaseTime);
        await using var write = await db.BeginWriteAsync(cancel);
        if (await CreationQuery.Waiting(db, silent).FirstOrDefaultAsync(cancel) is not { } run)
            return null;
        var claimed = await db.CreationRuns.Where(r => r.Id == run.Id && r.State == run.State && (r.WorkedOnAt == null || r.WorkedOnAt < silent))
            .ExecuteUpdateAsync(s => s.SetProperty(r => r.WorkedOnAt, now), cancel);
        await write.CommitAsync(cancel);
        return claimed == 1 ? run : null;
    }

    private async Task LetGoAsync(long runId, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        await db.CreationRuns.Where(r => r.Id == runId).ExecuteUpdateAsync(s => s.SetProperty(r => r.WorkedOnAt, (DateTimeOffset?)null), cancel);
        await write.CommitAsync(cancel);
    }
}

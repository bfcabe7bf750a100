using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Ticks people of a list: they become contacts next, the others are forgotten at once.</summary>
public sealed class ConfirmCreation(CrmDb db)
{
    /// <summary>How many are ticked. Errors: <see cref="CreationUnknown"/>, <see cref="CreationNotReady"/>, <see cref="NobodyTicked"/>.</summary>
    /// <param name="runId">The list.</param>
    /// <param name="candidateIds">Those who are ticked.</param>
    /// <param name="goOn">Whether mail logging makes contacts of later strangers by itself; null leaves that as it is.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task<Result<int>> RunAsync(long runId, IReadOnlyCollection<long> candidateIds, bool? goOn, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        var run = await db.CreationRuns.Include(r => r.Mailbox).FirstOrDefaultAsync(r => r.Id == runId && r.OwnerId != null && r.OwnerId == db.Reader.UserId, cancel);
        if (run is null)
            return new CreationUnknown(runId);
        if (run.State != CreationState.Ready || run.ExpiresAt <= db.Now)
            return new CreationNotReady();
        var ticked = await db.CreationCandidates.Where(c => c.RunId == runId && candidateIds.Contains(c.Id)).ExecuteUpdateAsync(s => s.SetProperty(c => c.IsTicked, true), cancel);
        if (ticked == 0)
            return new NobodyTicked();
        await db.CreationCandidates.Where(c => c.RunId == runId && !c.IsTicked).ExecuteDeleteAsync(cancel);
        (run.State, run.WorkedOnAt) = (CreationState.Confirmed, null);
        if (goOn is { } wanted)
            run.Mailbox!.ContactCreation = wanted ? run.Scope : ContactCreation.Off;
        await db.SaveChangesAsync(cancel);
        await write.CommitAsync(cancel);
        return ticked;
    }
}

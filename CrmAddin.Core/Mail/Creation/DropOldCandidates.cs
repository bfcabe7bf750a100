using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>Deletes the people of lists that nobody ticked within a day.</summary>
public sealed class DropOldCandidates(CrmDb db)
{
    /// <summary>How many lists went. The context reads as the system.</summary>
    public async Task<int> RunAsync(CancellationToken cancel)
    {
        var now = db.Now;
        var old = await db.CreationRuns.Where(r => r.State == CreationState.Ready && r.ExpiresAt <= now).Select(r => r.Id).ToListAsync(cancel);
        if (old.Count == 0)
            return 0;
        await using (var write = await db.BeginWriteAsync(cancel))
        {
            await db.CreationCandidates.Where(c => old.Contains(c.RunId)).ExecuteDeleteAsync(cancel);
            await db.CreationRuns.Where(r => old.Contains(r.Id)).ExecuteUpdateAsync(s => s.SetProperty(r => r.State, CreationState.Expired).SetProperty(r => r.EndedAt, now), cancel);
            await write.CommitAsync(cancel);
        }
        await db.ScrubAsync(cancel);
        return old.Count;
    }
}

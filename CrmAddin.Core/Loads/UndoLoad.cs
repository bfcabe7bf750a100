using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>What taking a load back did.</summary>
/// <param name="ImportId">The load's change set.</param>
/// <param name="Reversed">Fields and rows taken back.</param>
/// <param name="Stayed">What others have changed or used since, and stays.</param>
/// <param name="StayedByReason">What stayed, by reason.</param>
public sealed record UndoLoadOutcome(long ImportId, int Reversed, int Stayed, IReadOnlyDictionary<StayedReason, int> StayedByReason)
{
    /// <summary>The first changes that stayed.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IReadOnlyList<StayedChange> FirstStayed { get; init; } = [];
}

/// <summary>Takes a load back by its change set: what it made goes, what it changed becomes what it was, unless somebody changed it since.</summary>
public sealed class UndoLoad(CrmDb db, UndoChangeSet undo)
{
    private const int MostListed = 200;

    /// <summary>Takes it back. Errors: <see cref="MayNotLoad"/>, <see cref="LoadUnknown"/>, and those of <see cref="UndoChangeSet"/>.</summary>
    public async Task<Result<UndoLoadOutcome>> RunAsync(long importId, CancellationToken cancel)
    {
        if (!db.Reader.MayAdminister)
            return new MayNotLoad();
        var set = await db.ChangeSets.AsNoTracking().FirstOrDefaultAsync(one => one.Id == importId, cancel);
        if (set is null || !LoadChangeSet.Is(set))
            return new LoadUnknown(importId);
        var undone = await undo.RunAsync(importId, set.From, cancel);
        if (undone is not { Succeeded: true, Value: { } outcome })
            return undone.Error!;
        var byReason = outcome.Stayed.GroupBy(stayed => stayed.Reason).ToDictionary(group => group.Key, group => group.Count());
        return new UndoLoadOutcome(importId, outcome.Reversed, outcome.Stayed.Count, byReason) { FirstStayed = [.. outcome.Stayed.Take(MostListed)] };
    }
}

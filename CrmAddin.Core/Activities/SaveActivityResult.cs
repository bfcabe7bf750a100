using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities;

/// <summary>What people note on an activity.</summary>
/// <param name="Purpose">Why it takes place; empty clears it.</param>
/// <param name="Result">What came of it; empty clears it.</param>
/// <param name="IsDone">Whether it took place.</param>
public sealed record ActivityNotes(string? Purpose, string? Result, bool IsDone);

/// <summary>Notes purpose and result of an activity as one change set. What a calendar says of it is the calendar's and stays.</summary>
public sealed class SaveActivityResult(CrmDb db)
{
    /// <summary>Saves. Errors: <see cref="MayNotChange"/>, <see cref="ActivityUnknown"/>, <see cref="ActivityChangedMeanwhile"/>.</summary>
    public async Task<Result<Activity>> RunAsync(long id, int version, ActivityNotes notes, string from, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await db.Activities.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } activity)
            return new ActivityUnknown(id);
        if (version != activity.Version)
            return new ActivityChangedMeanwhile(id, version, activity.Version);

        db.Begin(ChangeOrigin.Edit, from);
        (activity.Purpose, activity.Result) = (Text(notes.Purpose), Text(notes.Result));
        if (notes.IsDone != (activity.State == ActivityState.Done))
            (activity.State, activity.DoneAt) = notes.IsDone ? (ActivityState.Done, (DateTimeOffset?)db.Now) : (ActivityState.Open, null);
        try
        {
            await db.SaveChangesAsync(cancel);
            return activity;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ActivityChangedMeanwhile(id, version, await db.Activities.Where(a => a.Id == id).Select(a => a.Version).FirstOrDefaultAsync(cancel));
        }
    }

    private static string? Text(string? given) => string.IsNullOrWhiteSpace(given) ? null : given.Trim();
}

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Privacy;

/// <summary>
/// Takes a person out of appointments, calls and notes. One in which they were the only one we know goes; one of others too stays, with the
/// person's name, address and phones blotted out. The caller holds the transaction and clears the journal of what is returned.
/// </summary>
public sealed class EraseFromActivities(CrmDb db)
{
    private const int ActivitiesAtATime = 100;

    /// <summary>Removes and masks, whoever may see them.</summary>
    /// <returns>The activities that the person took part in.</returns>
    public async Task<List<long>> RunAsync(PersonTraces traces, CancellationToken cancel)
    {
        var ids = traces.Ids;
        var all = await db.ActivityContacts.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId)).Select(l => l.ActivityId).Distinct().ToListAsync(cancel);
        var shared = await db.ActivityContacts.IgnoreQueryFilters().Where(l => all.Contains(l.ActivityId) && !ids.Contains(l.ContactId)).Select(l => l.ActivityId).Distinct().ToListAsync(cancel);
        foreach (var some in all.Except(shared).Chunk(ActivitiesAtATime))
            await db.Activities.IgnoreQueryFilters().Where(a => some.Contains(a.Id)).ExecuteDeleteAsync(cancel);
        await db.ActivityContacts.IgnoreQueryFilters().Where(l => ids.Contains(l.ContactId)).ExecuteDeleteAsync(cancel);
        foreach (var some in shared.Chunk(ActivitiesAtATime))
            await MaskAsync(some, traces, cancel);
        return all;
    }

    // By statements: the journal must not take up what is being erased.
    private async Task MaskAsync(long[] activityIds, PersonTraces traces, CancellationToken cancel)
    {
        foreach (var activity in await db.Activities.IgnoreQueryFilters().AsNoTracking().Where(a => activityIds.Contains(a.Id)).ToListAsync(cancel))
        {
            var (subject, place) = (traces.Mask(activity.Subject), Mask(activity.Place, traces));
            var (purpose, result) = (Mask(activity.Purpose, traces), Mask(activity.Result, traces));
            await db.Activities.IgnoreQueryFilters().Where(a => a.Id == activity.Id).ExecuteUpdateAsync(s => s
                .SetProperty(a => a.Subject, subject).SetProperty(a => a.Place, place).SetProperty(a => a.Purpose, purpose).SetProperty(a => a.Result, result), cancel);
        }
        var emails = traces.Emails.ToList();
        await db.LoggedMeetings.IgnoreQueryFilters().Where(m => activityIds.Contains(m.ActivityId) && m.KeptDetail != null && emails.Contains(m.KeptDetail))
            .ExecuteUpdateAsync(s => s.SetProperty(m => m.KeptDetail, ErasedText.Address), cancel);
    }

    private static string? Mask(string? text, PersonTraces traces) => text is null ? null : traces.Mask(text);
}

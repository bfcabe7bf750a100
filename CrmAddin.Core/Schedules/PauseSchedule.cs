using CrmAddin.Core.Audit;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>Lets a schedule rest, or go on: what it missed while it rested is not made up for.</summary>
public sealed class PauseSchedule(CrmDb db, FirmSettings firm)
{
    /// <summary>Changes it. Errors: <see cref="MayNotSchedule"/>, <see cref="ScheduleUnknown"/>, <see cref="ScheduleChanged"/>.</summary>
    public async Task<Result<ReportSchedule>> RunAsync(long id, bool isPaused, string from, CancellationToken cancel)
    {
        if (!db.Reader.MaySchedule)
            return new MayNotSchedule();
        if (await db.ReportSchedules.FirstOrDefaultAsync(one => one.Id == id, cancel) is not { } schedule)
            return new ScheduleUnknown(id);
        db.Begin(ChangeOrigin.Edit, from, schedule.Report);
        schedule.IsPaused = isPaused;
        if (!isPaused)
            schedule.NextAt = ScheduleTimes.NextAfter(schedule, db.Now, firm.Zone);
        try
        {
            await db.SaveChangesAsync(cancel);
            return schedule;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new ScheduleChanged();
        }
    }
}

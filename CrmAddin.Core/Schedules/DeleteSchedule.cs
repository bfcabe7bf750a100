using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>Deletes a schedule with what is known of its deliveries.</summary>
public sealed class DeleteSchedule(CrmDb db)
{
    /// <summary>Deletes it. Errors: <see cref="MayNotSchedule"/>, <see cref="ScheduleUnknown"/>.</summary>
    public async Task<Error?> RunAsync(long id, string from, CancellationToken cancel)
    {
        if (!db.Reader.MaySchedule)
            return new MayNotSchedule();
        if (await db.ReportSchedules.Include(one => one.Readers).FirstOrDefaultAsync(one => one.Id == id, cancel) is not { } schedule)
            return new ScheduleUnknown(id);
        db.Begin(ChangeOrigin.Edit, from, schedule.Report);
        db.ReportSchedules.Remove(schedule);
        await db.SaveChangesAsync(cancel);
        return null;
    }
}

using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>
/// Notes what has to go out: a row for each reader of an occasion, before anything is sent. The unique index on schedule, occasion and
/// reader has the last word, so that several hosts note each once.
/// </summary>
public sealed class MakeDeliveries(CrmDb db, FirmSettings firm)
{
    private static readonly TimeSpan _sameMoment = TimeSpan.FromMinutes(1);

    /// <summary>Notes the occasions that have come.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        foreach (var schedule in await ScheduleQuery.Due(db, db.Now).ToListAsync(cancel))
        {
            var next = ScheduleTimes.NextAfter(schedule, db.Now, firm.Zone);
            await using var write = await db.BeginWriteAsync(cancel);
            // Another host that was first has moved it on already.
            if (await ScheduleQuery.AtOccasion(db, schedule.Id, schedule.NextAt).ExecuteUpdateAsync(set => set.SetProperty(one => one.NextAt, next), cancel) == 0)
                continue;
            await AddAsync(schedule, schedule.NextAt, cancel);
            await write.CommitAsync(cancel);
        }
    }

    /// <summary>Notes an occasion outside of the rhythm. Errors: <see cref="MayNotSchedule"/>, <see cref="ScheduleUnknown"/>, <see cref="ScheduleSentJustNow"/>.</summary>
    public async Task<Error?> NowAsync(long id, CancellationToken cancel)
    {
        if (!db.Reader.MaySchedule)
            return new MayNotSchedule();
        var schedule = await db.ReportSchedules.AsNoTracking().Include(one => one.Readers).FirstOrDefaultAsync(one => one.Id == id, cancel);
        if (schedule is null)
            return new ScheduleUnknown(id);
        var minute = new DateTimeOffset(db.Now.UtcTicks - (db.Now.UtcTicks % _sameMoment.Ticks), TimeSpan.Zero);
        try
        {
            await using var write = await db.BeginWriteAsync(cancel);
            await AddAsync(schedule, minute, cancel);
            await write.CommitAsync(cancel);
            return null;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            db.ChangeTracker.Clear();
            return new ScheduleSentJustNow();
        }
    }

    private async Task AddAsync(ReportSchedule schedule, DateTimeOffset occasion, CancellationToken cancel)
    {
        var now = db.Now;
        db.ReportDeliveries.AddRange(schedule.Readers.Select(reader => new ReportDelivery
        {
            ScheduleId = schedule.Id,
            UserId = reader.UserId,
            Occasion = occasion,
            NextTryAt = now,
            StateSince = now,
        }));
        await db.SaveChangesAsync(cancel);
    }
}

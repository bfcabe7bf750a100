using CrmAddin.Core.Audit;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Schedules;

/// <summary>What a schedule is to be.</summary>
/// <param name="Report">Name of the report.</param>
/// <param name="Rhythm">How often.</param>
/// <param name="Weekday">Day of a weekly one.</param>
/// <param name="DayOfMonth">Day of a monthly one.</param>
/// <param name="Hour">Hour in the firm's time zone.</param>
/// <param name="Period">Period that is reported.</param>
/// <param name="Readers">Users who get it.</param>
public sealed record ScheduleDraft(string Report, ScheduleRhythm Rhythm, DayOfWeek Weekday, int DayOfMonth, int Hour, RelativePeriod Period, IReadOnlyList<long> Readers)
{
    /// <summary>The pipeline's name; null for all.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The team's name; null for all.</summary>
    public string? Team { get; init; }

    /// <summary>The owner's name; null for all.</summary>
    public string? Owner { get; init; }

    /// <summary>Currency of amounts; null for the firm's.</summary>
    public string? Currency { get; init; }
}

/// <summary>Adds or changes a schedule. Its next occasion is the first one after now.</summary>
public sealed class SaveSchedule(CrmDb db, FirmSettings firm)
{
    /// <summary>
    /// Saves it. Errors: <see cref="MayNotSchedule"/>, <see cref="ScheduleUnknown"/>, <see cref="ScheduleNeedsReaders"/>,
    /// <see cref="ReaderWithoutAddress"/>, <see cref="ScheduleTimeWrong"/>, <see cref="ScheduleCurrencyWrong"/>, <see cref="ScheduleChanged"/>.
    /// </summary>
    public async Task<Result<ReportSchedule>> RunAsync(long? id, ScheduleDraft draft, string from, CancellationToken cancel)
    {
        if (!db.Reader.MaySchedule)
            return new MayNotSchedule();
        if (await FaultAsync(draft, cancel) is { } fault)
            return fault;
        var schedule = id is null
            ? new ReportSchedule { Report = draft.Report, MadeById = db.Reader.UserId }
            : await db.ReportSchedules.Include(one => one.Readers).FirstOrDefaultAsync(one => one.Id == id, cancel);
        if (schedule is null)
            return new ScheduleUnknown(id!.Value);
        db.Begin(ChangeOrigin.Edit, from, draft.Report);
        Fill(schedule, draft);
        if (id is null)
            db.ReportSchedules.Add(schedule);
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

    private async Task<Error?> FaultAsync(ScheduleDraft draft, CancellationToken cancel)
    {
        if (draft.Hour is < 0 or > 23 || draft.DayOfMonth is < 1 or > 31)
            return new ScheduleTimeWrong();
        if (draft.Currency is { } currency && !CurrencyCodes.Contains(currency))
            return new ScheduleCurrencyWrong(currency);
        if (draft.Readers.Count == 0)
            return new ScheduleNeedsReaders();
        var known = await ScheduleQuery.People(db).Where(user => draft.Readers.Contains(user.Id)).Select(user => user.Id).ToListAsync(cancel);
        if (draft.Readers.Except(known).ToList() is not [var missing, ..])
            return null;
        var name = await db.Users.Where(user => user.Id == missing).Select(user => user.DisplayName).FirstOrDefaultAsync(cancel);
        return new ReaderWithoutAddress(name ?? missing.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private void Fill(ReportSchedule schedule, ScheduleDraft draft)
    {
        (schedule.Report, schedule.Rhythm, schedule.Period) = (draft.Report, draft.Rhythm, draft.Period);
        (schedule.Weekday, schedule.DayOfMonth, schedule.Hour) = (draft.Weekday, draft.DayOfMonth, draft.Hour);
        (schedule.Pipeline, schedule.Team, schedule.Owner, schedule.Currency) = (draft.Pipeline, draft.Team, draft.Owner, draft.Currency?.ToUpperInvariant());
        schedule.NextAt = ScheduleTimes.NextAfter(schedule, db.Now, firm.Zone);
        schedule.Readers.RemoveAll(reader => !draft.Readers.Contains(reader.UserId));
        foreach (var user in draft.Readers.Distinct().Where(user => !schedule.Readers.Exists(reader => reader.UserId == user)))
            schedule.Readers.Add(new ReportScheduleReader { UserId = user });
    }
}

namespace CrmAddin.Core.Schedules;

/// <summary>When schedules are due and which days they report.</summary>
public static class ScheduleTimes
{
    /// <summary>The first occasion after a moment, in the firm's time zone.</summary>
    public static DateTimeOffset NextAfter(ReportSchedule schedule, DateTimeOffset moment, TimeZoneInfo zone)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, zone).DateTime);
        while (true)
        {
            if (IsDay(schedule, day) && At(day, schedule.Hour, zone) is var at && at > moment)
                return at;
            day = day.AddDays(1);
        }
    }

    /// <summary>First day and first day after the period, seen from a day; null for no beginning or end.</summary>
    public static (DateOnly? From, DateOnly? To) DaysOf(RelativePeriod period, DateOnly day)
    {
        var month = new DateOnly(day.Year, day.Month, 1);
        var quarter = new DateOnly(day.Year, ((day.Month - 1) / 3 * 3) + 1, 1);
        var year = new DateOnly(day.Year, 1, 1);
        return period switch
        {
            RelativePeriod.ThisMonth => (month, month.AddMonths(1)),
            RelativePeriod.LastMonth => (month.AddMonths(-1), month),
            RelativePeriod.ThisQuarter => (quarter, quarter.AddMonths(3)),
            RelativePeriod.LastSevenDays => (day.AddDays(-7), day),
            RelativePeriod.LastQuarter => (quarter.AddMonths(-3), quarter),
            RelativePeriod.ThisYear => (year, year.AddYears(1)),
            _ => (null, null),
        };
    }

    private static bool IsDay(ReportSchedule schedule, DateOnly day) => schedule.Rhythm == ScheduleRhythm.Weekly
        ? day.DayOfWeek == schedule.Weekday
        : day.Day == Math.Min(schedule.DayOfMonth, DateTime.DaysInMonth(day.Year, day.Month));

    // An hour that the change to summer time leaves out is the one after it.
    private static DateTimeOffset At(DateOnly day, int hour, TimeZoneInfo zone)
    {
        var local = day.ToDateTime(new TimeOnly(hour, 0));
        return new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone));
    }
}

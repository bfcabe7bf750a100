using System.Globalization;
using CrmAddin.Core.Schedules;

namespace CrmAddin.Core.Tests.Schedules;

public sealed class ScheduleTimesTests
{
    private static readonly TimeZoneInfo _riyadh = TimeZoneInfo.FindSystemTimeZoneById("Asia/Riyadh");
    private static readonly TimeZoneInfo _berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Theory]
    [InlineData("2026-11-23T04:59:59Z", "2026-11-23T05:00:00Z")]
    [InlineData("2026-11-23T05:00:00Z", "2026-11-30T05:00:00Z")]
    [InlineData("2026-11-22T21:30:00Z", "2026-11-23T05:00:00Z")]
    public void A_weekly_report_goes_out_on_its_day_at_the_firms_hour(string now, string next)
    {
        var schedule = new ReportSchedule { Report = "pipeline", Rhythm = ScheduleRhythm.Weekly, Weekday = DayOfWeek.Monday, Hour = 8 };

        ScheduleTimes.NextAfter(schedule, At(now), _riyadh).ShouldBe(At(next));
    }

    [Theory]
    [InlineData(31, "2026-02-01T00:00:00Z", "2026-02-28T05:00:00Z")]
    [InlineData(31, "2026-02-28T05:00:00Z", "2026-03-31T05:00:00Z")]
    [InlineData(29, "2028-02-01T00:00:00Z", "2028-02-29T05:00:00Z")]
    [InlineData(1, "2026-12-01T05:00:00Z", "2027-01-01T05:00:00Z")]
    public void A_monthly_report_goes_out_on_its_day_or_the_last_of_a_shorter_month(int day, string now, string next)
    {
        var schedule = new ReportSchedule { Report = "pipeline", Rhythm = ScheduleRhythm.Monthly, DayOfMonth = day, Hour = 8 };

        ScheduleTimes.NextAfter(schedule, At(now), _riyadh).ShouldBe(At(next));
    }

    [Theory]
    [InlineData("2026-03-28T12:00:00Z", "2026-03-29T01:00:00Z")]
    [InlineData("2026-10-24T12:00:00Z", "2026-10-25T01:00:00Z")]
    public void An_hour_that_a_change_of_the_clock_leaves_out_or_repeats_comes_once(string now, string next)
    {
        var schedule = new ReportSchedule { Report = "pipeline", Rhythm = ScheduleRhythm.Weekly, Weekday = DayOfWeek.Sunday, Hour = 2 };

        var at = ScheduleTimes.NextAfter(schedule, At(now), _berlin);

        at.ShouldBe(At(next));
        (ScheduleTimes.NextAfter(schedule, at, _berlin) - at).ShouldBeGreaterThan(TimeSpan.FromDays(6.9));
    }

    [Theory]
    [InlineData(RelativePeriod.ThisMonth, "2026-11-01", "2026-12-01")]
    [InlineData(RelativePeriod.LastMonth, "2026-10-01", "2026-11-01")]
    [InlineData(RelativePeriod.ThisQuarter, "2026-10-01", "2027-01-01")]
    [InlineData(RelativePeriod.LastSevenDays, "2026-11-16", "2026-11-23")]
    [InlineData(RelativePeriod.LastQuarter, "2026-07-01", "2026-10-01")]
    [InlineData(RelativePeriod.ThisYear, "2026-01-01", "2027-01-01")]
    [InlineData(RelativePeriod.All, null, null)]
    public void A_relative_period_is_seen_from_its_day(RelativePeriod period, string? from, string? to) =>
        ScheduleTimes.DaysOf(period, new DateOnly(2026, 11, 23)).ShouldBe((Day(from), Day(to)));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);
}

using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class ReportPeriodTests
{
    [Fact]
    public void A_period_that_ends_before_it_begins_is_refused_with_both_days()
    {
        var period = ReportPeriod.Between(new(2026, 2, 1), new(2026, 2, 1));

        period.Error.ShouldBe(new PeriodEndsBeforeItBegins(new(2026, 2, 1), new(2026, 2, 1)));
        period.Error!.Sentence.ShouldContain("from 2026-02-01 to 2026-02-01");
    }

    [Fact]
    public void The_first_day_is_inside_and_the_last_outside()
    {
        var period = ReportPeriod.Between(new(2026, 1, 1), new(2026, 2, 1)).Value;

        period.Contains(new(2026, 1, 1)).ShouldBeTrue();
        period.Contains(new(2026, 2, 1)).ShouldBeFalse();
        period.Contains(null).ShouldBeFalse();
        ReportPeriod.All.Contains(null).ShouldBeTrue();
    }

    [Fact]
    public void A_moment_late_in_the_evening_falls_on_the_firms_own_day()
    {
        var riyadh = TimeZoneInfo.CreateCustomTimeZone("Riyadh", TimeSpan.FromHours(3), "Riyadh", "Riyadh");

        ReportPeriod.DayOf(new(2026, 1, 31, 22, 0, 0, TimeSpan.Zero), riyadh).ShouldBe(new DateOnly(2026, 2, 1));
    }
}

using CrmAddin.Core.Activities.Calendar;

namespace CrmAddin.Core.Tests.Activities.Calendar;

public sealed class CalendarWindowTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 9, 15, 30, 0, TimeSpan.Zero);
    private static readonly CalendarSettings Settings = new();

    [Fact]
    public void It_reaches_ninety_days_back_and_a_hundred_and_eighty_ahead() =>
        CalendarWindow.At(Now, null, Settings).ShouldBe(new CalendarWindow(Day(2025, 12, 9), Day(2026, 9, 5)));

    [Fact]
    public void It_does_not_reach_back_behind_the_day_from_which_the_mailbox_is_logged() =>
        CalendarWindow.At(Now, Day(2026, 3, 1), Settings).ShouldBe(new CalendarWindow(Day(2026, 3, 1), Day(2026, 9, 5)));

    [Fact]
    public void It_moves_when_half_of_what_is_ahead_is_used_up_and_not_before()
    {
        var window = CalendarWindow.At(Now, null, Settings);

        window.MustMove(Day(2026, 6, 7), Settings).ShouldBeFalse();
        window.MustMove(Day(2026, 6, 7).AddMinutes(1), Settings).ShouldBeTrue();
    }

    private static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 0, 0, 0, TimeSpan.Zero);
}

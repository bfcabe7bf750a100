using GraphSimulator.Clock;

namespace CrmAddin.Web.Tests.Graph;

public sealed class SteppedClockTests
{
    private readonly SteppedClock _clock = new(SampleMail.Start);

    [Fact]
    public void Timers_fire_in_their_order_at_their_time()
    {
        var fired = new List<(string Name, double At)>();
        void Start(string name, int seconds, int? period = null) => _clock.CreateTimer(
            _ => fired.Add((name, (_clock.GetUtcNow() - SampleMail.Start).TotalSeconds)), null,
            TimeSpan.FromSeconds(seconds), period is { } p ? TimeSpan.FromSeconds(p) : Timeout.InfiniteTimeSpan);
        Start("late", 9);
        Start("early", 2);
        Start("often", 3, 4);

        _clock.Advance(TimeSpan.FromSeconds(8));
        fired.ShouldBe([("early", 2), ("often", 3), ("often", 7)]);
        _clock.Advance(TimeSpan.FromSeconds(2));

        fired[3..].ShouldBe([("late", 9)]);
        _clock.GetUtcNow().ShouldBe(SampleMail.Start.AddSeconds(10));
    }

    [Fact]
    public async Task A_delay_ends_when_the_clock_is_moved_and_not_before()
    {
        var delay = Task.Delay(TimeSpan.FromMinutes(5), _clock);

        _clock.Advance(TimeSpan.FromMinutes(4));
        delay.IsCompleted.ShouldBeFalse();
        _clock.Advance(TimeSpan.FromMinutes(1));

        await delay;
    }
}

using CrmAddin.Web.Graph;

namespace CrmAddin.Web.Tests.Graph;

public sealed class MailboxSlotsTests
{
    private static readonly Uri Ann = new("https://graph.example/v1.0/users/ann@firm.example/messages/1");
    private static readonly Uri Bob = new("https://graph.example/v1.0/users/bob@firm.example/messages/1");

    [Fact]
    public async Task Beyond_the_allowance_of_ten_minutes_a_request_waits_until_the_first_ones_are_ten_minutes_old()
    {
        var clock = new LeapingClock();
        var slots = new MailboxSlots(4, 50, clock);
        var began = clock.GetUtcNow();
        for (var n = 0; n < 50; n++)
            (await slots.EnterAsync(Ann, default)).Dispose();
        clock.GetUtcNow().ShouldBe(began);

        (await slots.EnterAsync(Bob, default)).Dispose();
        clock.GetUtcNow().ShouldBe(began);
        (await slots.EnterAsync(Ann, default)).Dispose();

        (clock.GetUtcNow() - began).ShouldBeInRange(TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(10.4));
    }

    [Fact]
    public async Task When_Graph_asks_for_patience_every_request_to_that_mailbox_waits_and_no_other()
    {
        var clock = new LeapingClock();
        var slots = new MailboxSlots(4, 1_000, clock);
        var began = clock.GetUtcNow();
        slots.Hold(Ann, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1));

        (await slots.EnterAsync(Bob, default)).Dispose();
        clock.GetUtcNow().ShouldBe(began);
        (await slots.EnterAsync(Ann, default)).Dispose();
        (clock.GetUtcNow() - began).ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Refusals_in_a_row_add_a_growing_margin()
    {
        var clock = new LeapingClock();
        var slots = new MailboxSlots(4, 1_000, clock);
        var waits = new List<double>();
        for (var n = 0; n < 4; n++)
        {
            var before = clock.GetUtcNow();
            slots.Hold(Ann, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(1));
            (await slots.EnterAsync(Ann, default)).Dispose();
            waits.Add((clock.GetUtcNow() - before).TotalSeconds);
        }

        waits.ShouldBe([2, 3, 4, 6]);
    }

    /// <summary>A clock on which whoever waits is there at once.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            if (dueTime > TimeSpan.Zero)
                _now += dueTime;
            return TimeProvider.System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : TimeSpan.Zero, period);
        }
    }
}

namespace GraphSimulator.Clock;

/// <summary>Lets something happen later, by a clock that may be a test's.</summary>
internal static class Delayed
{
    public static void Run(TimeProvider clock, TimeSpan delay, Action act)
    {
        if (delay <= TimeSpan.Zero)
        {
            act();
            return;
        }
        ITimer? timer = null;
        timer = clock.CreateTimer(_ =>
        {
            act();
            timer?.Dispose();
        }, null, delay, Timeout.InfiniteTimeSpan);
    }
}

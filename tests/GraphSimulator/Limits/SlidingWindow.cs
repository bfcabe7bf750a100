namespace GraphSimulator.Limits;

/// <summary>Adds up amounts per key in a window that moves with the clock.</summary>
internal sealed class SlidingWindow(TimeProvider clock)
{
    private readonly Dictionary<string, Sum> _sums = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <summary>Adds an amount, or answers how long to wait until the window has room.</summary>
    public TimeSpan? Add(string key, long amount, long most, TimeSpan window)
    {
        lock (_gate)
        {
            if (!_sums.TryGetValue(key, out var sum))
                _sums[key] = sum = new Sum();
            var now = clock.GetUtcNow();
            sum.ForgetUntil(now - window);
            if (sum.Total + amount > most)
                return sum.OldestAt is { } oldest ? oldest + window - now : window;
            sum.Add(now, amount);
            return null;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _sums.Clear();
    }

    private sealed class Sum
    {
        private readonly Queue<(DateTimeOffset At, long Amount)> _parts = new();

        public long Total { get; private set; }

        public DateTimeOffset? OldestAt => _parts.TryPeek(out var oldest) ? oldest.At : null;

        public void Add(DateTimeOffset at, long amount)
        {
            _parts.Enqueue((at, amount));
            Total += amount;
        }

        public void ForgetUntil(DateTimeOffset end)
        {
            while (_parts.TryPeek(out var oldest) && oldest.At <= end)
            {
                _parts.Dequeue();
                Total -= oldest.Amount;
            }
        }
    }
}

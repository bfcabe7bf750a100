namespace GraphSimulator.Limits;

/// <summary>Counts events per key in a window that moves with the clock.</summary>
internal sealed class SlidingWindow(TimeProvider clock)
{
    private readonly Dictionary<string, Queue<DateTimeOffset>> _events = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();

    /// <summary>Counts one more event, or answers how long to wait until there is room for it.</summary>
    public TimeSpan? Count(string key, int most, TimeSpan window)
    {
        lock (_gate)
        {
            if (!_events.TryGetValue(key, out var events))
                _events[key] = events = new Queue<DateTimeOffset>();
            var now = clock.GetUtcNow();
            while (events.TryPeek(out var oldest) && oldest <= now - window)
                events.Dequeue();
            if (events.Count >= most)
                return events.Count == 0 ? window : events.Peek() + window - now;
            events.Enqueue(now);
            return null;
        }
    }

    public void Clear()
    {
        lock (_gate)
            _events.Clear();
    }
}

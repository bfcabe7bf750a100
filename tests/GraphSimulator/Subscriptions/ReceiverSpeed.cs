using System.Collections.Concurrent;

namespace GraphSimulator.Subscriptions;

/// <summary>How Graph treats a receiver of notifications.</summary>
internal enum ReceiverState
{
    /// <summary>It is told at once.</summary>
    Good,

    /// <summary>More than 10 % of its answers took over 3 s: it is told ten minutes late.</summary>
    Slow,

    /// <summary>More than 15 % of its answers took over 10 s: for ten minutes it is told nothing, and that is lost.</summary>
    Dropped,
}

/// <summary>Measures the receivers' answers of the last ten minutes, per host.</summary>
internal sealed class ReceiverSpeed(TimeProvider clock)
{
    /// <summary>Length of the window, and how late a slow receiver is told.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private const double SlowShare = 0.10;
    private const double DroppedShare = 0.15;
    private static readonly TimeSpan SlowAnswer = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan DroppedAnswer = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, List<(DateTimeOffset At, TimeSpan Took)>> _answers = new(StringComparer.OrdinalIgnoreCase);

    public void Note(Uri url, TimeSpan took)
    {
        var answers = _answers.GetOrAdd(url.Authority, _ => []);
        lock (answers)
            answers.Add((clock.GetUtcNow(), took));
    }

    public ReceiverState StateOf(Uri url)
    {
        if (!_answers.TryGetValue(url.Authority, out var answers))
            return ReceiverState.Good;
        lock (answers)
        {
            answers.RemoveAll(a => a.At <= clock.GetUtcNow() - Window);
            if (answers.Count(a => a.Took >= DroppedAnswer) > answers.Count * DroppedShare)
                return ReceiverState.Dropped;
            return answers.Count(a => a.Took >= SlowAnswer) > answers.Count * SlowShare ? ReceiverState.Slow : ReceiverState.Good;
        }
    }
}

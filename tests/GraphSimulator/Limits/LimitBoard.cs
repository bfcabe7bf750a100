using System.Collections.Concurrent;
using GraphSimulator.Http;

namespace GraphSimulator.Limits;

/// <summary>Holds the limits in force and counts against them.</summary>
public sealed class LimitBoard(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _peak = new(StringComparer.OrdinalIgnoreCase);
    private readonly SlidingWindow _requests = new(clock);
    private readonly SlidingWindow _uploads = new(clock);
    private readonly SlidingWindow _sends = new(clock);

    /// <summary>The limits in force. Setting them forgets what was counted.</summary>
    public ServiceLimits Limits
    {
        get;
        set
        {
            field = value;
            _requests.Clear();
            _uploads.Clear();
            _sends.Clear();
        }
    } = new();

    /// <summary>Most requests that ran at the same time, per mailbox.</summary>
    public IReadOnlyDictionary<string, int> PeakConcurrency => _peak;

    /// <summary>Notes that a request begins, and answers how many run now.</summary>
    internal int Enter(string mailbox)
    {
        var running = _running.AddOrUpdate(mailbox, 1, (_, n) => n + 1);
        _peak.AddOrUpdate(mailbox, running, (_, peak) => Math.Max(peak, running));
        return running;
    }

    internal void Leave(string mailbox) => _running.AddOrUpdate(mailbox, 0, (_, n) => n - 1);

    /// <summary>Counts a request, or answers how long to wait.</summary>
    internal TimeSpan? CountRequest(string mailbox) =>
        Limits.RequestsPerWindow is { } most ? _requests.Add(mailbox, 1, most, TimeSpan.FromSeconds(Limits.WindowSeconds)) : null;

    /// <summary>Counts what a request uploads, in bytes, or answers how long to wait.</summary>
    internal TimeSpan? CountUpload(string mailbox, long bytes) =>
        bytes > 0 && Limits.UploadBytesPerHalfMinute is { } most ? _uploads.Add(mailbox, bytes, most, TimeSpan.FromSeconds(30)) : null;

    /// <summary>Counts a send.</summary>
    /// <exception cref="RefusedException">The mailbox has sent as much as it may in a minute.</exception>
    internal void CountSend(string mailbox)
    {
        if (Limits.SendsPerMinute is { } most && _sends.Add(mailbox, 1, most, TimeSpan.FromMinutes(1)) is { } wait)
            throw new RefusedException(429, "ApplicationThrottled", "Application is over its MessagesPerMinute limit.") { RetryAfter = wait };
    }
}

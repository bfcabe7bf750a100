using System.Collections.Concurrent;

namespace GraphSimulator.Misbehaviour;

/// <summary>Holds the faults in force, chooses the fault of each request, and counts requests per mailbox.</summary>
public sealed class FaultBoard
{
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _peak = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private Queue<FaultKind> _script = new();
    private Random _random = new(1);
    private int _requests;

    /// <summary>The faults in force. Setting them restarts the script and the seed.</summary>
    public Faults Faults
    {
        get;
        set
        {
            lock (_gate)
            {
                field = value;
                _script = new Queue<FaultKind>(value.Next);
                _random = new Random(value.Seed);
            }
        }
    } = new();

    /// <summary>Graph requests since the start.</summary>
    public int Requests => _requests;

    /// <summary>Most requests that ran at the same time, per mailbox.</summary>
    public IReadOnlyDictionary<string, int> PeakConcurrency => _peak;

    internal FaultKind Choose()
    {
        Interlocked.Increment(ref _requests);
        lock (_gate)
        {
            if (_script.TryDequeue(out var scripted))
                return scripted;
            return ChooseByChance(_random.NextDouble());
        }
    }

    internal int Enter(string mailbox)
    {
        var running = _running.AddOrUpdate(mailbox, 1, (_, n) => n + 1);
        _peak.AddOrUpdate(mailbox, running, (_, peak) => Math.Max(peak, running));
        return running;
    }

    internal void Leave(string mailbox) => _running.AddOrUpdate(mailbox, 0, (_, n) => n - 1);

    private FaultKind ChooseByChance(double draw)
    {
        foreach (var (kind, rate) in Rates())
        {
            if (draw < rate)
                return kind;
            draw -= rate;
        }
        return FaultKind.None;
    }

    private IEnumerable<(FaultKind Kind, double Rate)> Rates() =>
    [
        (FaultKind.Throttled, Faults.ThrottleRate),
        (FaultKind.Unavailable, Faults.UnavailableRate),
        (FaultKind.NoJson, Faults.NoJsonRate),
        (FaultKind.ConnectionReset, Faults.ConnectionResetRate),
        (FaultKind.TokenLost, Faults.TokenLossRate),
    ];
}

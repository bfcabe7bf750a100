using System.Collections.Concurrent;
using GraphSimulator.Limits;
using GraphSimulator.Mailboxes;
using GraphSimulator.Requests;

namespace GraphSimulator.Misbehaviour;

/// <summary>Holds the faults in force and chooses the fault of each request.</summary>
public sealed class FaultBoard(LimitBoard limits, RequestLog log)
{
    private readonly ConcurrentDictionary<string, Random> _chances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Lock _gate = new();
    private Queue<FaultKind> _script = new();

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
                _chances.Clear();
            }
        }
    } = new();

    /// <summary>Graph requests since the start.</summary>
    public int Requests => log.Count();

    /// <summary>Most requests that ran at the same time, per mailbox.</summary>
    public IReadOnlyDictionary<string, int> PeakConcurrency => limits.PeakConcurrency;

    /// <summary>The fault of the next request to a mailbox. Each mailbox has a schedule of its own, so that it does not depend on the others.</summary>
    internal FaultKind Choose(string mailbox)
    {
        lock (_gate)
        {
            if (_script.TryDequeue(out var scripted))
                return scripted;
            return ChooseByChance(Draw("requests/" + mailbox));
        }
    }

    /// <summary>Whether something of this probability happens, by a schedule of this name.</summary>
    internal bool Happens(string schedule, double rate)
    {
        if (rate <= 0)
            return false;
        lock (_gate)
            return Draw(schedule) < rate;
    }

    private double Draw(string schedule) => _chances.GetOrAdd(schedule, name =>
    {
        var seed = ItemIds.Digest("chance", name.ToLowerInvariant(), Faults.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new Random(BitConverter.ToInt32(System.Text.Encoding.ASCII.GetBytes(seed)));
    }).NextDouble();

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
        (FaultKind.UnavailableAfterEffect, Faults.UnavailableAfterEffectRate),
        (FaultKind.NoJson, Faults.NoJsonRate),
        (FaultKind.ConnectionReset, Faults.ConnectionResetRate),
        (FaultKind.TokenLost, Faults.TokenLossRate),
    ];
}

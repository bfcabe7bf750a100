using System.Globalization;
using System.Text;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Misbehaviour;

/// <summary>Chooses faults: first those of the script, then by chance, and the same ones for the same seed.</summary>
internal sealed class FaultSchedule(Faults faults)
{
    private readonly Dictionary<string, Random> _chances = new(StringComparer.OrdinalIgnoreCase);
    private readonly Queue<FaultKind> _script = new(faults.Next);
    private readonly Lock _gate = new();

    public Faults Faults => faults;

    /// <summary>The fault of the next request to a mailbox. Each mailbox has chances of its own, so that they do not depend on the others.</summary>
    public FaultKind Choose(string mailbox)
    {
        lock (_gate)
            return _script.TryDequeue(out var scripted) ? scripted : ByChance(Draw("requests/" + mailbox));
    }

    /// <summary>The next number from 0 to 1 in a series of this name.</summary>
    public double Draw(string series)
    {
        lock (_gate)
        {
            if (!_chances.TryGetValue(series, out var random))
            {
                var seed = ItemIds.Digest("chance", series.ToLowerInvariant(), faults.Seed.ToString(CultureInfo.InvariantCulture));
                _chances[series] = random = new Random(BitConverter.ToInt32(Encoding.ASCII.GetBytes(seed)));
            }
            return random.NextDouble();
        }
    }

    private FaultKind ByChance(double draw)
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
        (FaultKind.Throttled, faults.ThrottleRate),
        (FaultKind.Unavailable, faults.UnavailableRate),
        (FaultKind.UnavailableAfterEffect, faults.UnavailableAfterEffectRate),
        (FaultKind.NoJson, faults.NoJsonRate),
        (FaultKind.ConnectionReset, faults.ConnectionResetRate),
        (FaultKind.TokenLost, faults.TokenLossRate),
    ];
}

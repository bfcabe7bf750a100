using System.Collections.Concurrent;
using GraphSimulator.Limits;
using GraphSimulator.Requests;

namespace GraphSimulator.Misbehaviour;

/// <summary>Holds the faults in force, for everyone or for one mailbox.</summary>
public sealed class FaultBoard(LimitBoard limits, RequestLog log)
{
    private readonly ConcurrentDictionary<string, FaultSchedule> _ofMailbox = new(StringComparer.OrdinalIgnoreCase);
    private FaultSchedule _ofEveryone = new(new Faults());

    /// <summary>The faults of every mailbox that has none of its own. Setting them restarts the script and the seed.</summary>
    public Faults Faults
    {
        get => _ofEveryone.Faults;
        set => _ofEveryone = new FaultSchedule(value);
    }

    /// <summary>Graph requests since the start.</summary>
    public int Requests => log.Count();

    /// <summary>Most requests that ran at the same time, per mailbox.</summary>
    public IReadOnlyDictionary<string, int> PeakConcurrency => limits.PeakConcurrency;

    /// <summary>Gives one mailbox, by its sign-in name, faults of its own; null takes them back.</summary>
    public void SetFaultsOf(string mailbox, Faults? faults)
    {
        if (faults is null)
            _ofMailbox.TryRemove(mailbox, out _);
        else
            _ofMailbox[mailbox] = new FaultSchedule(faults);
    }

    /// <summary>The faults of a mailbox.</summary>
    public Faults FaultsOf(string mailbox) => ScheduleOf(mailbox).Faults;

    /// <summary>The fault of the next request to a mailbox.</summary>
    internal FaultKind Choose(string mailbox) => ScheduleOf(mailbox).Choose(mailbox);

    /// <summary>Whether something of this probability happens, by the schedule of this name.</summary>
    internal bool Happens(string schedule, double rate) => rate > 0 && _ofEveryone.Draw(schedule) < rate;

    private FaultSchedule ScheduleOf(string mailbox) => _ofMailbox.GetValueOrDefault(mailbox) ?? _ofEveryone;
}

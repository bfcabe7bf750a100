using GraphSimulator.Delta;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Mailboxes;

/// <summary>A mail folder: what it holds and everything that happened in it.</summary>
public sealed class SimulatedFolder
{
    private readonly Dictionary<string, Change> _latest = [];
    private readonly List<Change> _changes = [];
    private readonly Dictionary<string, SimulatedMessage> _messages = [];

    private ((DeltaToken, Faults) Key, IReadOnlyList<DeltaItem> Items)? _round;

    internal SimulatedFolder(string id, string displayName, string? wellKnownName, SimulatedFolder? parent)
    {
        Id = id;
        DisplayName = displayName;
        WellKnownName = wellKnownName;
        Parent = parent;
    }

    /// <summary>Graph's id of the folder.</summary>
    public string Id { get; }

    /// <summary>The name that the user sees.</summary>
    public string DisplayName { get; }

    /// <summary>The name that works in every language, such as <c>inbox</c>.</summary>
    public string? WellKnownName { get; }

    /// <summary>Mails in the folder.</summary>
    public int Count => _messages.Count;

    /// <summary>The default, mutable id of a message while it is in this folder.</summary>
    public string RestIdOf(string immutableId) => ItemIds.Rest(immutableId, Id);

    internal SimulatedFolder? Parent { get; }

    internal bool IsSentItems => WellKnownName == "sentitems";

    internal IReadOnlyList<Change> Changes => _changes;

    internal IEnumerable<SimulatedMessage> Messages => _messages.Values;

    internal int UnreadCount => _messages.Values.Count(m => m.Json["isRead"]?.GetValue<bool>() == false);

    internal int Position => _changes.Count;

    /// <summary>Digest of the log's first <paramref name="position"/> changes.</summary>
    internal ulong FingerprintAt(int position) => position == 0 ? 0 : _changes[position - 1].Fingerprint;

    internal void Put(SimulatedMessage message)
    {
        _messages[message.ImmutableId] = message;
        Log(message, ChangeKind.Created, [], "deleted");
    }

    internal void NoteUpdate(SimulatedMessage message, IReadOnlyList<string> properties) =>
        Log(message, ChangeKind.Updated, properties, "deleted");

    internal void Take(SimulatedMessage message, string reason)
    {
        _messages.Remove(message.ImmutableId);
        Log(message, ChangeKind.Removed, [], reason);
    }

    /// <summary>The items of a round. Pages of one round come from one list, which is kept while it is being read.</summary>
    internal IReadOnlyList<DeltaItem> Round(DeltaToken token, Faults faults)
    {
        var key = (token with { Offset = 0, AfterEmptyPage = false }, faults);
        if (_round is { } kept && kept.Key == key)
            return kept.Items;
        var items = DeltaRound.Build(this, token, faults);
        _round = (key, items);
        return items;
    }

    private void Log(SimulatedMessage message, ChangeKind kind, IReadOnlyList<string> properties, string reason)
    {
        var previous = _latest.GetValueOrDefault(message.ImmutableId);
        var change = new Change(message, kind)
        {
            Properties = properties,
            RemovedReason = reason,
            Previous = previous,
            Position = _changes.Count + 1,
            Fingerprint = NextFingerprint(message.ImmutableId, kind),
        };
        previous?.SupersededAt = change.Position;
        _latest[message.ImmutableId] = change;
        _changes.Add(change);
    }

    // FNV-1a: stable over restarts, unlike string.GetHashCode.
    private ulong NextFingerprint(string id, ChangeKind kind)
    {
        var hash = FingerprintAt(_changes.Count) ^ 14695981039346656037UL;
        foreach (var c in id)
            hash = (hash ^ c) * 1099511628211UL;
        return (hash ^ (ulong)kind) * 1099511628211UL;
    }
}

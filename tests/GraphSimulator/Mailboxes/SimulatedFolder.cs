using GraphSimulator.Delta;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Mailboxes;

/// <summary>A mail folder: what it holds and everything that happened in it.</summary>
public sealed class SimulatedFolder
{
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
    public string DisplayName { get; internal set; }

    /// <summary>The name that works in every language, such as <c>inbox</c>.</summary>
    public string? WellKnownName { get; }

    /// <summary>Whether lists of folders leave it out unless they are asked for hidden ones.</summary>
    public bool IsHidden { get; internal init; }

    /// <summary>Mails in the folder.</summary>
    public int Count => _messages.Count;

    /// <summary>The default, mutable id of a message while it is in this folder.</summary>
    public string RestIdOf(string immutableId) => ItemIds.Rest(immutableId, Id);

    internal SimulatedFolder? Parent { get; set; }

    internal bool IsSentItems => WellKnownName == "sentitems";

    internal ChangeLog<SimulatedMessage> Log { get; } = new(m => m.ImmutableId);

    /// <summary>Pages that were rendered before they are asked for.</summary>
    internal Dictionary<PageKey, ReadOnlyMemory<byte>> Prerendered { get; } = [];

    internal IReadOnlyCollection<SimulatedMessage> Messages => _messages.Values;

    internal int UnreadCount => _messages.Values.Count(m => m.IsUnread);

    internal void Put(SimulatedMessage message, bool byMove)
    {
        _messages[message.ImmutableId] = message;
        Log.Add(message, ChangeKind.Created, byMove: byMove);
    }

    internal void Take(SimulatedMessage message, string reason, bool byMove)
    {
        _messages.Remove(message.ImmutableId);
        Log.Add(message, ChangeKind.Removed, removedReason: reason, byMove: byMove);
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
}

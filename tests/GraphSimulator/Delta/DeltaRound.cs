using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>One line of a round: a message, whole or only its changed properties, or a removal.</summary>
internal sealed record DeltaItem(SimulatedMessage Message, IReadOnlyCollection<string>? ChangedProperties, string? RemovedReason);

/// <summary>All that one round tells of a mail folder, in order and with the faults in force.</summary>
internal static class DeltaRound
{
    /// <summary>With a $filter a round stops at this many messages, as Graph's does.</summary>
    private const int MostFilteredMessages = 5000;

    public static IReadOnlyList<DeltaItem> Build(SimulatedFolder folder, DeltaToken token, Faults faults)
    {
        var since = token.Since == 0 ? 0 : Math.Max(0, token.Since - faults.ReplayedChanges);
        var items = folder.Log.LastChanges(since, token.Until)
            .Select(change => Tell(change, since, faults))
            .OfType<DeltaItem>();
        if (token.ChangeType is { } wanted)
            items = items.Where(item => wanted.Split(',', StringSplitOptions.TrimEntries).Contains(ChangeType(item), StringComparer.OrdinalIgnoreCase));
        if (token.Filter is { } filter)
            items = Filtered(items, MessageQuery.ParseFilter(filter));
        var told = items.ToList();
        if (token.OrderBy is not null)
            told = [.. told.OrderByDescending(item => item.Message.ReceivedAt)];
        return DeltaPage.Disturb(told, token, faults);
    }

    private static DeltaItem? Tell(Change<SimulatedMessage> last, int since, Faults faults)
    {
        var window = Window(last, since).ToList();
        if (last.Kind == ChangeKind.Removed)
            return since > 0 || faults.RemovedInFirstRound ? new DeltaItem(last.Item, null, last.RemovedReason) : null;
        if (faults.LoseReturnedMessages && since > 0 && window.FirstOrDefault(c => c.Kind == ChangeKind.Removed) is { } left)
            return new DeltaItem(last.Item, null, left.RemovedReason);
        if (faults.HideArrivalsByMove && since > 0 && window.Any(c => c is { Kind: ChangeKind.Created, ByMove: true }))
            return null;
        var arrived = since == 0 || window.Any(c => c.Kind == ChangeKind.Created);
        return new DeltaItem(last.Item, arrived || !faults.PartialUpdates ? null : [.. window.SelectMany(c => c.Properties)], null);
    }

    private static IEnumerable<Change<SimulatedMessage>> Window(Change<SimulatedMessage> last, int since)
    {
        for (var change = last; change is not null && change.Position > since; change = change.Previous)
            yield return change;
    }

    private static string ChangeType(DeltaItem item) =>
        item.RemovedReason is not null ? "deleted" : item.Message.Revision == 0 ? "created" : "updated";

    private static IEnumerable<DeltaItem> Filtered(IEnumerable<DeltaItem> items, IReadOnlyList<Condition> filter) =>
        items.Where(item => item.RemovedReason is not null || filter.All(c => c.Holds(item.Message))).Take(MostFilteredMessages);
}

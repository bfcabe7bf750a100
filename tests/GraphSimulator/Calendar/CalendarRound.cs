using GraphSimulator.Delta;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Calendar;

/// <summary>One line of a round: an event, or its removal.</summary>
internal sealed record CalendarLine(SimulatedItem Item, bool IsRemoved);

/// <summary>All that one round tells of a calendar's window.</summary>
internal static class CalendarRound
{
    public static List<CalendarLine> Build(ItemCollection calendar, DeltaToken token, Faults faults)
    {
        var (from, to) = (EventTimes.ReadQuery(token.WindowStart), EventTimes.ReadQuery(token.WindowEnd));
        var since = token.Since == 0 ? 0 : Math.Max(0, token.Since - faults.ReplayedChanges);
        var lines = calendar.Log.LastChanges(since, token.Until).SelectMany(change => Tell(calendar, change, since, from, to, faults)).ToList();
        return DeltaPage.Disturb(lines, token, faults);
    }

    private static IEnumerable<CalendarLine> Tell(
        ItemCollection calendar, Change<SimulatedItem> change, int since, DateTimeOffset from, DateTimeOffset to, Faults faults)
    {
        var isSeries = change.Item.Text("type") == "seriesMaster";
        var occurrences = isSeries ? CalendarEvents.Occurrences(calendar, change.Item).Where(o => CalendarEvents.IsWithin(o, from, to)) : [];
        if (change.Kind == ChangeKind.Removed)
            // Removed events are told wherever they lie, outside of the window too.
            return since > 0 || faults.RemovedInFirstRound ? Lines([change.Item, .. occurrences], removed: true) : [];
        if (isSeries)
            return occurrences.Any() ? Lines([change.Item, .. occurrences], removed: false) : [];
        if (CalendarEvents.IsWithin(change.Item, from, to))
            return Lines([change.Item], removed: false);
        // It may have been within the window before.
        return since > 0 ? Lines([change.Item], removed: true) : [];
    }

    private static IEnumerable<CalendarLine> Lines(IEnumerable<SimulatedItem> items, bool removed) => items.Select(i => new CalendarLine(i, removed));
}

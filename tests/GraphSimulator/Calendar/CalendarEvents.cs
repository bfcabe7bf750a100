using System.Globalization;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Calendar;

/// <summary>What can be done with the events of a mailbox. The caller holds the mailbox's lock.</summary>
internal static class CalendarEvents
{
    /// <summary>Stands between the id of a series and the day of one occurrence.</summary>
    private const string OccurrenceMark = "OCC";

    private const string DayForm = "yyyyMMdd";

    public static SimulatedItem AddEvent(this SimulatedMailbox mailbox, JsonObject json, DateTimeOffset now)
    {
        // A client that asks again with its own key gets the event that it has made already.
        if (json["transactionId"]?.GetValue<string>() is { } key && mailbox.Calendar.Items.FirstOrDefault(i => i.Text("transactionId") == key) is { } made)
            return made;
        var id = json["id"]?.GetValue<string>() ?? ItemIds.Immutable(mailbox.UserPrincipalName, "event" + mailbox.Calendar.Log.Position.ToString(CultureInfo.InvariantCulture));
        EventDefaults.Fill(json, id, mailbox, now);
        var added = new SimulatedItem(id, json, mailbox.Calendar);
        mailbox.Calendar.Add(added);
        mailbox.Tell(ItemKind.Event, added, ChangeKind.Created);
        return added;
    }

    /// <summary>An event by either of its ids; an occurrence of a series is made up from the series.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static SimulatedItem RequireEvent(this SimulatedMailbox mailbox, string id) =>
        mailbox.Calendar.Find(id)
        ?? mailbox.Calendar.Items.SelectMany(series => Occurrences(mailbox.Calendar, series)).FirstOrDefault(o => o.ImmutableId == id || o.RestId == id)
        ?? throw Refusals.ItemUnknown();

    public static SimulatedItem UpdateEvent(this SimulatedMailbox mailbox, SimulatedItem item, JsonObject values, DateTimeOffset now)
    {
        foreach (var time in new[] { "start", "end" })
            if (values[time] is { } given)
                values[time] = EventTimes.Write(EventTimes.Read(given));
        if (mailbox.Calendar.Find(item.ImmutableId) is null)
        {
            // An occurrence that differs from its series is an exception and an item of its own.
            item.Json["type"] = "exception";
            mailbox.Calendar.Add(item);
        }
        mailbox.Calendar.Update(item, values, now);
        mailbox.Tell(ItemKind.Event, item, ChangeKind.Updated);
        return item;
    }

    public static void RemoveEvent(this SimulatedMailbox mailbox, SimulatedItem item, DateTimeOffset now)
    {
        if (item.Text("seriesMasterId") is { } seriesId && mailbox.Calendar.Find(seriesId) is { } series)
        {
            var cancelled = (series.Json["cancelledOccurrences"] as JsonArray)?.DeepClone().AsArray() ?? [];
            cancelled.Add(item.ImmutableId);
            mailbox.Calendar.Update(series, new JsonObject { ["cancelledOccurrences"] = cancelled }, now);
        }
        foreach (var exception in mailbox.Calendar.Items.Where(i => i.Text("seriesMasterId") == item.ImmutableId).ToList())
            mailbox.Calendar.Remove(exception);
        mailbox.Calendar.Remove(item);
        mailbox.Tell(ItemKind.Event, item, ChangeKind.Removed);
    }

    /// <summary>The occurrences of a series that are neither exceptions nor cancelled.</summary>
    public static IEnumerable<SimulatedItem> Occurrences(ItemCollection calendar, SimulatedItem series)
    {
        if (series.Json["recurrence"] is not JsonObject recurrence)
            yield break;
        var length = EventTimes.Read(series.Json["end"]) - EventTimes.Read(series.Json["start"]);
        var cancelled = (series.Json["cancelledOccurrences"] as JsonArray)?.Select(c => c!.GetValue<string>()).ToHashSet() ?? [];
        foreach (var start in Recurrence.Starts(recurrence, EventTimes.Read(series.Json["start"])))
        {
            var id = series.ImmutableId + OccurrenceMark + start.ToString(DayForm, CultureInfo.InvariantCulture);
            if (!cancelled.Contains(id) && calendar.Find(id) is null)
                yield return new SimulatedItem(id, Occurrence(series, id, start, length), calendar);
        }
    }

    /// <summary>What a view of the calendar shows between two moments: single events, occurrences and exceptions, not the series itself.</summary>
    public static IEnumerable<SimulatedItem> View(ItemCollection calendar, DateTimeOffset from, DateTimeOffset to) =>
        calendar.Items.SelectMany(item => item.Text("type") == "seriesMaster" ? Occurrences(calendar, item) : [item])
            .Where(item => IsWithin(item, from, to)).OrderBy(item => EventTimes.Read(item.Json["start"]));

    public static bool IsWithin(SimulatedItem item, DateTimeOffset from, DateTimeOffset to) =>
        EventTimes.Read(item.Json["start"]) < to && EventTimes.Read(item.Json["end"]) > from;

    private static JsonObject Occurrence(SimulatedItem series, string id, DateTimeOffset start, TimeSpan length)
    {
        var json = (JsonObject)series.Json.DeepClone();
        json.Remove("cancelledOccurrences");
        json["id"] = id;
        json["type"] = "occurrence";
        json["seriesMasterId"] = series.ImmutableId;
        json["recurrence"] = null;
        json["originalStart"] = MessageDefaults.Instant(start);
        json["start"] = EventTimes.Write(start);
        json["end"] = EventTimes.Write(start + length);
        return json;
    }
}

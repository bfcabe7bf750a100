using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Calendar;

/// <summary>What people do in their calendars, and what truly is in them.</summary>
public static class CalendarTruth
{
    /// <summary>Adds an event, given as Graph JSON with start and end, and answers its immutable id. Attendees with a mailbox here get their copy.</summary>
    public static string AddEvent(this SimulatedTenant tenant, string mailbox, JsonObject json)
    {
        var box = tenant.Mailbox(mailbox);
        JsonObject meeting;
        lock (box.Gate)
            meeting = (JsonObject)box.AddEvent((JsonObject)json.DeepClone(), tenant.Clock.GetUtcNow()).Json.DeepClone();
        if (meeting["isOrganizer"]?.GetValue<bool>() == true)
            Meetings.Invite(tenant, box, meeting, tenant.Clock.GetUtcNow());
        return meeting["id"]!.GetValue<string>();
    }

    /// <summary>Changes properties of an event, an occurrence or an exception.</summary>
    public static void UpdateEvent(this SimulatedTenant tenant, string mailbox, string id, JsonObject values)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            box.UpdateEvent(Find(box, id), (JsonObject)values.DeepClone(), tenant.Clock.GetUtcNow());
    }

    /// <summary>Marks an event as cancelled; it stays in the calendar.</summary>
    public static void CancelEvent(this SimulatedTenant tenant, string mailbox, string id) =>
        tenant.UpdateEvent(mailbox, id, new JsonObject { ["isCancelled"] = true });

    /// <summary>Deletes an event, a whole series or one occurrence.</summary>
    public static void DeleteEvent(this SimulatedTenant tenant, string mailbox, string id)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            box.RemoveEvent(Find(box, id), tenant.Clock.GetUtcNow());
    }

    /// <summary>Every event of a mailbox as Graph JSON: single ones, series and exceptions.</summary>
    public static IReadOnlyList<JsonObject> Events(this SimulatedTenant tenant, string mailbox)
    {
        var box = tenant.Mailbox(mailbox);
        lock (box.Gate)
            return [.. box.Calendar.Items.Select(i => (JsonObject)i.Json.DeepClone())];
    }

    private static SimulatedItem Find(SimulatedMailbox box, string id)
    {
        try
        {
            return box.RequireEvent(id);
        }
        catch (RefusedException)
        {
            throw new KeyNotFoundException($"{box.UserPrincipalName} has no event {id}.");
        }
    }
}

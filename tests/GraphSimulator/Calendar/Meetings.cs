using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Calendar;

/// <summary>Keeps the copies of a meeting in its attendees' calendars. The organizer's mailbox is not locked meanwhile.</summary>
internal static class Meetings
{
    private static readonly string[] OwnToEachCopy = ["id", "transactionId", "isOrganizer", "responseStatus", "categories", "showAs", "webLink"];

    public static void Invite(SimulatedTenant tenant, SimulatedMailbox organizer, JsonObject meeting, DateTimeOffset now)
    {
        foreach (var mailbox in Attendees(tenant, organizer, meeting))
        {
            lock (mailbox.Gate)
            {
                if (Copy(mailbox, meeting) is { } known)
                    mailbox.UpdateEvent(known, Shared(meeting), now);
                else
                    Add(mailbox, Shared(meeting), now);
            }
        }
    }

    /// <summary>Marks the attendees' copies as cancelled, as Exchange does when the organizer deletes or cancels.</summary>
    public static void Cancel(SimulatedTenant tenant, SimulatedMailbox organizer, JsonObject meeting, DateTimeOffset now)
    {
        foreach (var mailbox in Attendees(tenant, organizer, meeting))
            lock (mailbox.Gate)
                if (Copy(mailbox, meeting) is { } known)
                    mailbox.UpdateEvent(known, new JsonObject { ["isCancelled"] = true, ["showAs"] = "free" }, now);
    }

    private static void Add(SimulatedMailbox mailbox, JsonObject copy, DateTimeOffset now)
    {
        copy["isOrganizer"] = false;
        copy["responseStatus"] = new JsonObject { ["response"] = "notResponded", ["time"] = "0001-01-01T00:00:00Z" };
        copy["showAs"] = "tentative";
        mailbox.AddEvent(copy, now);
    }

    private static IEnumerable<SimulatedMailbox> Attendees(SimulatedTenant tenant, SimulatedMailbox organizer, JsonObject meeting) =>
        (meeting["attendees"] as JsonArray ?? [])
            .Select(a => tenant.FindMailbox(a?["emailAddress"]?["address"]?.GetValue<string>() ?? ""))
            .OfType<SimulatedMailbox>().Where(m => m != organizer).Distinct();

    private static SimulatedItem? Copy(SimulatedMailbox mailbox, JsonObject meeting) =>
        mailbox.Calendar.Items.FirstOrDefault(i => i.Text("iCalUId") == meeting["iCalUId"]!.GetValue<string>() && i.Text("seriesMasterId") is null);

    private static JsonObject Shared(JsonObject meeting)
    {
        var copy = (JsonObject)meeting.DeepClone();
        foreach (var property in OwnToEachCopy)
            copy.Remove(property);
        return copy;
    }
}

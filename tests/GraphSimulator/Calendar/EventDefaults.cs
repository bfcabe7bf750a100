using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Calendar;

/// <summary>Fills the properties that Exchange gives to every event, so that sparse input has Graph's full shape.</summary>
internal static class EventDefaults
{
    public static void Fill(JsonObject json, string id, SimulatedMailbox owner, DateTimeOffset now)
    {
        json["id"] = id;
        var (start, end) = (EventTimes.Read(json["start"]), EventTimes.Read(json["end"]));
        json["originalStartTimeZone"] ??= json["start"]!["timeZone"]?.GetValue<string>() ?? "UTC";
        json["originalEndTimeZone"] ??= json["end"]!["timeZone"]?.GetValue<string>() ?? "UTC";
        json["start"] = EventTimes.Write(start);
        json["end"] = EventTimes.Write(end);
        json["createdDateTime"] ??= MessageDefaults.Instant(now);
        json["lastModifiedDateTime"] ??= MessageDefaults.Instant(now);
        json["subject"] ??= "";
        json["iCalUId"] ??= "040000008200E00074C5B7101A82E008" + ItemIds.Digest("ical", id)[..24];
        json["type"] ??= json["recurrence"] is JsonObject ? "seriesMaster" : "singleInstance";
        json["sensitivity"] ??= "normal";
        json["showAs"] ??= "busy";
        json["importance"] ??= "normal";
        json["isCancelled"] ??= false;
        json["isAllDay"] ??= false;
        json["isDraft"] ??= false;
        json["isOrganizer"] ??= true;
        json["isOnlineMeeting"] ??= false;
        json["hasAttachments"] ??= false;
        json["responseRequested"] ??= true;
        json["categories"] ??= new JsonArray();
        json["attendees"] ??= new JsonArray();
        json["location"] ??= new JsonObject { ["displayName"] = "" };
        json["body"] ??= new JsonObject { ["contentType"] = "text", ["content"] = "" };
        json["bodyPreview"] ??= json["body"]!["content"]?.GetValue<string>() ?? "";
        json["organizer"] ??= Person(owner.DisplayName, owner.UserPrincipalName);
        json["responseStatus"] ??= new JsonObject { ["response"] = "organizer", ["time"] = "0001-01-01T00:00:00Z" };
        json["webLink"] ??= "https://outlook.office365.com/owa/?itemid=" + Uri.EscapeDataString(id) + "&exvsurl=1&path=/calendar/item";
    }

    public static JsonObject Person(string name, string address) => new()
    {
        ["emailAddress"] = new JsonObject { ["name"] = name, ["address"] = address },
    };
}

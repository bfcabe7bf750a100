using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Calendar;

/// <summary>Writes an event as Graph would for this $select and these preferences.</summary>
internal sealed class EventWriter(string? select, Preferences preferences, ItemCollection calendar)
{
    /// <summary>Every property of event in v1.0 that is simulated, in the order in which Graph writes them.</summary>
    private static readonly string[] Known =
    [
        "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "transactionId", "originalStartTimeZone", "originalEndTimeZone", "iCalUId",
        "hasAttachments", "subject", "bodyPreview", "importance", "sensitivity", "originalStart", "isAllDay", "isCancelled", "isOrganizer", "isDraft",
        "responseRequested", "seriesMasterId", "showAs", "type", "webLink", "isOnlineMeeting", "onlineMeeting", "recurrence", "cancelledOccurrences",
        "responseStatus", "body", "start", "end", "location", "attendees", "organizer",
    ];

    /// <summary>All that a sparse occurrence has.</summary>
    private static readonly string[] Sparse = ["seriesMasterId", "type", "start", "end"];

    private readonly string[] _properties = string.IsNullOrWhiteSpace(select) ? Known
        : [.. Known.Where(k => select.Split(',', StringSplitOptions.TrimEntries).Contains(k, StringComparer.OrdinalIgnoreCase))];

    public void Write(Utf8JsonWriter json, SimulatedItem item, bool sparse = false, string? context = null)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("@odata.etag", $"W/\"{item.ChangeKey}\"");
        json.WriteString("id", Id(item));
        foreach (var property in sparse ? Sparse : _properties)
            WriteProperty(json, item, property);
        json.WriteEndObject();
    }

    /// <summary>The id in the form that the request prefers.</summary>
    public string Id(SimulatedItem item) => preferences.ImmutableIds ? item.ImmutableId : item.RestId;

    private void WriteProperty(Utf8JsonWriter json, SimulatedItem item, string property)
    {
        switch (property)
        {
            case "changeKey":
                json.WriteString(property, item.ChangeKey);
                return;
            case "seriesMasterId":
                json.WriteString(property, item.Text(property) is { } series ? calendar.Find(series) is { } master ? Id(master) : series : null);
                return;
            case "start" or "end":
                json.WritePropertyName(property);
                EventTimes.Write(EventTimes.Read(item.Json[property]), preferences.TimeZone).WriteTo(json);
                return;
            case "body" when item.Json[property] is JsonObject body:
                var (type, content) = BodyForm.Convert(body["contentType"]?.GetValue<string>() ?? "text", body["content"]?.GetValue<string>() ?? "", preferences.BodyContentType);
                json.WritePropertyName(property);
                new JsonObject { ["contentType"] = type, ["content"] = content }.WriteTo(json);
                return;
            default:
                if (!item.Json.TryGetPropertyValue(property, out var value))
                    return;
                json.WritePropertyName(property);
                if (value is null)
                    json.WriteNullValue();
                else
                    value.WriteTo(json);
                return;
        }
    }
}

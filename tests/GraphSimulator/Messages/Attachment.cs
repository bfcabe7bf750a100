using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>A file on a message.</summary>
internal sealed record Attachment(string Id, string Name, string ContentType, bool IsInline, string? ContentId, ReadOnlyMemory<byte> Bytes, string AddedAt)
{
    private static readonly string[] Known = ["lastModifiedDateTime", "name", "contentType", "size", "isInline", "contentId", "contentLocation", "contentBytes"];

    /// <summary>Exchange counts the properties of an attachment in its size too.</summary>
    private const int Envelope = 200;

    public static Attachment From(JsonObject json, string messageId, int number, DateTimeOffset now)
    {
        if (json["@odata.type"]?.GetValue<string>() is { } type && !type.EndsWith("fileAttachment", StringComparison.OrdinalIgnoreCase))
            throw new BadQueryException("ErrorInvalidRequest", $"Attachments of the type '{type}' are not simulated.");
        if (json["name"]?.GetValue<string>() is not { Length: > 0 } name)
            throw new BadQueryException("ErrorInvalidRequest", "Required property 'Name' is missing.");
        var id = ItemIds.Digest("attachment", messageId, number.ToString(CultureInfo.InvariantCulture)) + "=";
        return new Attachment(id, name, json["contentType"]?.GetValue<string>() ?? "application/octet-stream", json["isInline"]?.GetValue<bool>() ?? false,
            json["contentId"]?.GetValue<string>(), Convert.FromBase64String(json["contentBytes"]?.GetValue<string>() ?? ""), MessageDefaults.Instant(now));
    }

    /// <summary>Writes what is selected, or all of it, bytes included.</summary>
    public void Write(Utf8JsonWriter json, string? select)
    {
        var wanted = select is { Length: > 0 } ? select.Split(',', StringSplitOptions.TrimEntries) : Known;
        json.WriteStartObject();
        json.WriteString("@odata.type", "#microsoft.graph.fileAttachment");
        json.WriteString("id", Id);
        foreach (var property in Known.Where(k => wanted.Contains(k, StringComparer.OrdinalIgnoreCase)))
            WriteProperty(json, property);
        json.WriteEndObject();
    }

    private void WriteProperty(Utf8JsonWriter json, string property)
    {
        switch (property)
        {
            case "name":
                json.WriteString(property, Name);
                break;
            case "contentType":
                json.WriteString(property, ContentType);
                break;
            case "size":
                json.WriteNumber(property, Bytes.Length + Envelope);
                break;
            case "isInline":
                json.WriteBoolean(property, IsInline);
                break;
            case "contentId":
                json.WriteString(property, ContentId);
                break;
            case "contentBytes":
                json.WriteBase64String(property, Bytes.Span);
                break;
            case "lastModifiedDateTime":
                json.WriteString(property, AddedAt);
                break;
            default:
                json.WriteNull(property);
                break;
        }
    }
}

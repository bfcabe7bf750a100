using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>Writes a message as Graph would for this $select, $expand and these preferences.</summary>
internal sealed class MessageWriter(string? select, string? expand, Preferences preferences)
{
    /// <summary>Every property of message in v1.0, in the order in which Graph writes them.</summary>
    private static readonly string[] Known =
    [
        "createdDateTime", "lastModifiedDateTime", "changeKey", "categories", "receivedDateTime", "sentDateTime", "hasAttachments",
        "internetMessageId", "subject", "bodyPreview", "importance", "parentFolderId", "conversationId", "conversationIndex",
        "isDeliveryReceiptRequested", "isReadReceiptRequested", "isRead", "isDraft", "webLink", "inferenceClassification",
        "internetMessageHeaders", "body", "uniqueBody", "sender", "from", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "flag",
    ];

    private static readonly string[] OnlyWhenSelected = ["internetMessageHeaders", "uniqueBody"];

    private readonly string[] _properties = Properties(select);
    private readonly string? _extendedProperty = ExtendedProperties.Expanded(expand);
    private readonly bool _withAttachments = expand?.Contains("attachments", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Whether copies in Sent Items have headers in JSON too; Exchange's have them in MIME only.</summary>
    public bool KeepsHeadersOfSentCopies { get; init; }

    /// <param name="writer">Where to.</param>
    /// <param name="message">The message.</param>
    /// <param name="onlyThese">The changed properties of a partial update, or null for all selected ones.</param>
    /// <param name="context">The @odata.context of a single entity.</param>
    public void Write(Utf8JsonWriter writer, SimulatedMessage message, IReadOnlyCollection<string>? onlyThese = null, string? context = null)
    {
        writer.WriteStartObject();
        if (context is not null)
            writer.WriteString("@odata.context", context);
        // Invitations and their answers are messages of a kind of their own.
        if (message.Text("meetingMessageType") is not null)
            writer.WriteString("@odata.type", "#microsoft.graph.eventMessage");
        writer.WriteString("@odata.etag", $"W/\"{message.ChangeKey}\"");
        writer.WriteString("id", Id(message));
        foreach (var property in _properties)
            if (onlyThese is null || onlyThese.Contains(property) || property == "parentFolderId")
                WriteProperty(writer, message, property);
        if (onlyThese is null && message.Text("meetingMessageType") is { } meetingMessageType)
            writer.WriteString("meetingMessageType", meetingMessageType);
        if (_extendedProperty is { } id && onlyThese is null)
            WriteExtendedProperty(writer, message, id);
        if (_withAttachments && onlyThese is null)
            WriteAttachments(writer, message);
        writer.WriteEndObject();
    }

    // The $select inside $expand=attachments is accepted and has no effect.
    private static void WriteAttachments(Utf8JsonWriter writer, SimulatedMessage message)
    {
        writer.WriteStartArray("attachments");
        foreach (var attachment in message.Attachments)
            attachment.Write(writer, null);
        writer.WriteEndArray();
    }

    private string Id(SimulatedMessage message) => preferences.ImmutableIds ? message.ImmutableId : message.RestId;

    private void WriteProperty(Utf8JsonWriter writer, SimulatedMessage message, string property)
    {
        switch (property)
        {
            case "parentFolderId":
                writer.WriteString(property, message.Folder.Id);
                break;
            case "changeKey":
                writer.WriteString(property, message.ChangeKey);
                break;
            case "body" or "uniqueBody":
                WriteBody(writer, message, property);
                break;
            case "internetMessageHeaders":
                // Mails that never travelled have none.
                if ((!message.Folder.IsSentItems || KeepsHeadersOfSentCopies) && message.Json[property] is JsonArray { Count: > 0 } headers)
                {
                    writer.WritePropertyName(property);
                    headers.WriteTo(writer);
                }
                break;
            default:
                if (message.Json.TryGetPropertyValue(property, out var value))
                {
                    writer.WritePropertyName(property);
                    if (value is null)
                        writer.WriteNullValue();
                    else
                        value.WriteTo(writer);
                }
                break;
        }
    }

    private void WriteBody(Utf8JsonWriter writer, SimulatedMessage message, string property)
    {
        var body = (message.Json[property] ?? message.Json["body"])!.AsObject();
        var content = body["content"]?.GetValue<string>() ?? "";
        if (property == "uniqueBody" && message.Json[property] is null)
            content = BodyForm.Unique(content);
        var (type, converted) = BodyForm.Convert(body["contentType"]?.GetValue<string>() ?? "text", content, preferences.BodyContentType);
        writer.WriteStartObject(property);
        writer.WriteString("contentType", type);
        writer.WriteString("content", converted);
        writer.WriteEndObject();
    }

    private static void WriteExtendedProperty(Utf8JsonWriter writer, SimulatedMessage message, string id)
    {
        var value = ExtendedProperties.Find(message.Json, id);
        if (value is null && id.Equals("Integer 0x36", StringComparison.OrdinalIgnoreCase))
            value = SensitivityFromHeader(message)?.ToString(CultureInfo.InvariantCulture);
        if (value is null)
            return;
        writer.WriteStartArray("singleValueExtendedProperties");
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("value", value);
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    // PidTagSensitivity, which Exchange fills from the Sensitivity header of RFC 4021.
    private static int? SensitivityFromHeader(SimulatedMessage message)
    {
        var header = (message.Json["internetMessageHeaders"] as JsonArray)?
            .FirstOrDefault(h => string.Equals(h?["name"]?.GetValue<string>(), "Sensitivity", StringComparison.OrdinalIgnoreCase))?["value"]?.GetValue<string>();
        return header?.ToLowerInvariant() switch
        {
            "personal" => 1,
            "private" => 2,
            "company-confidential" => 3,
            _ => null,
        };
    }

    private static string[] Properties(string? select)
    {
        if (string.IsNullOrWhiteSpace(select))
            return [.. Known.Except(OnlyWhenSelected)];
        var names = select.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names)
            if (name != "id" && !Known.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw new BadQueryException("RequestBroker--ParseUri", $"Could not find a property named '{name}' on type 'Microsoft.OutlookServices.Message'.");
        return [.. Known.Where(k => names.Contains(k, StringComparer.OrdinalIgnoreCase))];
    }
}

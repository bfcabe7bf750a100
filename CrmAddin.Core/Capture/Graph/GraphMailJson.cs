using System.Globalization;
using System.Text.Json;

namespace CrmAddin.Core.Capture.Graph;

/// <summary>One message object of Microsoft Graph (resource type message, v1.0) to a mail. What is missing or of a wrong type counts as empty.</summary>
internal static class GraphMailJson
{
    internal static MailToRead Read(JsonElement message) => new()
    {
        Id = Text(message, "id"),
        From = Party(message, "from"),
        Sender = Party(message, "sender"),
        ReplyTo = Parties(message, "replyTo"),
        Subject = Text(message, "subject") ?? "",
        Body = Body(message) ?? Text(message, "bodyPreview") ?? "",
        IsHtml = Property(message, "body") is { } body && Property(body, "content") is not null && string.Equals(Text(body, "contentType"), "html", StringComparison.OrdinalIgnoreCase),
        Headers = Headers(message),
        ReceivedAt = DateTimeOffset.TryParse(Text(message, "receivedDateTime"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null,
    };

    /// <summary>The messages of a page of answers, or null where the object is no page.</summary>
    internal static IReadOnlyList<JsonElement>? Page(JsonElement answer) =>
        Property(answer, "value") is { ValueKind: JsonValueKind.Array } value && Property(answer, "body") is null ? [.. value.EnumerateArray()] : null;

    private static string? Body(JsonElement message) => Property(message, "body") is { } body ? Text(body, "content") : null;

    private static MailParty? Party(JsonElement message, string name) => Property(message, name) is { } party ? Party(party) : null;

    private static MailParty? Party(JsonElement party)
    {
        var address = Property(party, "emailAddress") ?? party;
        var read = new MailParty(Text(address, "name"), Text(address, "address"));
        return read is { Name: null, Address: null } ? null : read;
    }

    private static IReadOnlyList<MailParty> Parties(JsonElement message, string name) =>
        Property(message, name) is { ValueKind: JsonValueKind.Array } parties ? [.. parties.EnumerateArray().Select(Party).OfType<MailParty>()] : [];

    private static IReadOnlyList<MailHeader> Headers(JsonElement message) => Property(message, "internetMessageHeaders") is { ValueKind: JsonValueKind.Array } headers
        ? [.. headers.EnumerateArray().Select(header => new MailHeader(Text(header, "name") ?? "", Text(header, "value") ?? "")).Where(header => header.Name.Length > 0)]
        : [];

    private static JsonElement? Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private static string? Text(JsonElement element, string name) => Property(element, name) switch
    {
        { ValueKind: JsonValueKind.String } text => Text(text),
        { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
        _ => null,
    };

    // A half surrogate ("\ud83d" alone) is legal JSON but no text; the rest of the string is worth keeping.
    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return LoneSurrogates.Replace(text.GetRawText());
        }
    }
}

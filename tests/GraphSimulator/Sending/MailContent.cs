using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Sending;

/// <summary>A mail as a client gives it: as JSON, or as MIME in base64.</summary>
internal sealed record MailContent(JsonObject Json, IReadOnlyList<JsonObject> Attachments, ReadOnlyMemory<byte>? Mime)
{
    private static readonly string[] RecipientLists = ["toRecipients", "ccRecipients", "bccRecipients"];

    public static bool IsMime(HttpRequest request) => request.ContentType?.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase) == true;

    public static MailContent FromJson(JsonObject given)
    {
        HeaderRules.Check(given);
        var json = new JsonObject();
        foreach (var (name, value) in given)
            if (name is not ("id" or "attachments"))
                json[name] = value?.DeepClone();
        var attachments = (given["attachments"] as JsonArray)?.OfType<JsonObject>().Select(a => (JsonObject)a.DeepClone()).ToList() ?? [];
        return new MailContent(json, attachments, null);
    }

    public static async Task<MailContent> FromMimeAsync(HttpContext context)
    {
        var text = await RequestBody.ReadTextAsync(context);
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length) || length == 0)
            throw new BadQueryException("ErrorMimeContentInvalidBase64String", "Invalid base64 string for MIME content.");
        var mime = bytes.AsMemory(0, length);
        var (json, attachments) = MimeReader.Read(mime.Span);
        return new MailContent(json, attachments, mime);
    }

    /// <summary>A content like that of a message that is there already.</summary>
    public static MailContent Of(SimulatedMessage message) => new((JsonObject)message.Json.DeepClone(), [], message.Mime);

    /// <summary>Puts it into a folder. The caller holds the mailbox's lock.</summary>
    public SimulatedMessage PutInto(SimulatedMailbox mailbox, SimulatedFolder folder, DateTimeOffset now)
    {
        var json = (JsonObject)Json.DeepClone();
        if (Attachments.Count > 0)
            json["hasAttachments"] = true;
        var message = mailbox.Add(folder, json, now);
        message.Mime = Mime;
        foreach (var attachment in Attachments)
            message.Attachments.Add(Attachment.From(attachment, message.ImmutableId, message.Attachments.Count, now));
        return message;
    }

    public static List<string> Recipients(JsonObject message) =>
    [
        .. RecipientLists.SelectMany(list => message[list] as JsonArray ?? [])
            .Select(r => r?["emailAddress"]?["address"]?.GetValue<string>() ?? "").Where(a => a.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase),
    ];
}

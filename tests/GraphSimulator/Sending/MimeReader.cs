using System.Net.Mail;
using System.Text;
using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Sending;

/// <summary>Reads MIME (RFC 5322, 2045, 2047) as far as mails of a program need it.</summary>
internal static class MimeReader
{
    private static readonly string[] OwnProperties = ["from", "sender", "to", "cc", "bcc", "reply-to", "subject", "message-id", "date", "mime-version", "content-type", "content-transfer-encoding"];

    public static (JsonObject Message, List<JsonObject> Attachments) Read(ReadOnlySpan<byte> mime)
    {
        var root = MimePart.Parse(Encoding.Latin1.GetString(mime));
        if (root.Headers.Count == 0)
            throw new BadQueryException("ErrorMimeContentInvalid", "The MIME content is invalid.");
        var leaves = root.Leaves().ToList();
        var body = leaves.Find(p => p.IsText("html")) ?? leaves.Find(p => p.IsText("plain"));
        var message = new JsonObject
        {
            ["subject"] = root.Decoded("Subject") ?? "",
            ["toRecipients"] = People(root.Decoded("To")),
            ["ccRecipients"] = People(root.Decoded("Cc")),
            ["bccRecipients"] = People(root.Decoded("Bcc")),
            ["replyTo"] = People(root.Decoded("Reply-To")),
            ["body"] = new JsonObject { ["contentType"] = body?.IsText("html") == true ? "html" : "text", ["content"] = body?.Text() ?? "" },
            ["internetMessageHeaders"] = new JsonArray([.. root.Headers.Where(h => !OwnProperties.Contains(h.Name, StringComparer.OrdinalIgnoreCase))
                .Select(h => (JsonNode)new JsonObject { ["name"] = h.Name, ["value"] = MimePart.DecodeWords(h.Value) })]),
        };
        if (root.Decoded("Message-ID") is { } id)
            message["internetMessageId"] = id;
        return (message, leaves.Where(p => p != body && p.FileName is not null).Select(Attachment).ToList());
    }

    private static JsonObject Attachment(MimePart part) => new()
    {
        ["name"] = part.FileName,
        ["contentType"] = part.MediaType,
        ["contentBytes"] = Convert.ToBase64String(part.Bytes()),
    };

    private static JsonArray People(string? header)
    {
        var people = new MailAddressCollection();
        if (!string.IsNullOrWhiteSpace(header))
            people.Add(header);
        return new JsonArray([.. people.Select(p => (JsonNode)new JsonObject
        {
            ["emailAddress"] = new JsonObject { ["name"] = p.DisplayName.Length > 0 ? p.DisplayName : p.Address, ["address"] = p.Address },
        })]);
    }
}

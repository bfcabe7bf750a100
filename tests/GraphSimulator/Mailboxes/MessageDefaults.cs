using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GraphSimulator.Mailboxes;

/// <summary>Fills the properties that Exchange gives to every message, so that sparse input has Graph's full shape.</summary>
internal static partial class MessageDefaults
{
    private static readonly string[] RecipientLists = ["toRecipients", "ccRecipients", "bccRecipients", "replyTo"];

    public static string Instant(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Fill(JsonObject json, string id, string mailbox, DateTimeOffset now)
    {
        json["id"] = id;
        FillTimes(json, now);
        Default(json, "subject", "");
        Default(json, "internetMessageId", () => $"<{ItemIds.Digest("message-id", id)[..20]}@{mailbox[(mailbox.IndexOf('@', StringComparison.Ordinal) + 1)..]}>");
        Default(json, "conversationId", () => "AAQkA" + ItemIds.Digest("conversation", mailbox, json["subject"]!.GetValue<string>()) + "AQ=");
        Default(json, "conversationIndex", () => Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(ItemIds.Digest("index", id)[..22])));
        Default(json, "hasAttachments", false);
        Default(json, "isRead", false);
        Default(json, "isDraft", false);
        Default(json, "importance", "normal");
        Default(json, "inferenceClassification", "focused");
        json.TryAdd("isDeliveryReceiptRequested", null);
        Default(json, "isReadReceiptRequested", false);
        Default(json, "webLink", () => "https://outlook.office365.com/owa/?ItemID=" + Uri.EscapeDataString(id) + "&exvsurl=1&viewmodel=ReadMessageItem");
        json["categories"] ??= new JsonArray();
        json["flag"] ??= new JsonObject { ["flagStatus"] = "notFlagged" };
        json["body"] ??= new JsonObject { ["contentType"] = "text", ["content"] = "" };
        FillPeople(json);
        Default(json, "bodyPreview", () => Preview(json["body"]!.AsObject()));
    }

    private static void FillTimes(JsonObject json, DateTimeOffset now)
    {
        Default(json, "receivedDateTime", () => json["sentDateTime"]?.GetValue<string>() ?? Instant(now));
        var received = json["receivedDateTime"]!.GetValue<string>();
        Default(json, "sentDateTime", received);
        Default(json, "createdDateTime", received);
        Default(json, "lastModifiedDateTime", received);
    }

    private static void FillPeople(JsonObject json)
    {
        json.TryAdd("sender", json["from"]?.DeepClone());
        json.TryAdd("from", json["sender"]?.DeepClone());
        foreach (var list in RecipientLists)
            json[list] ??= new JsonArray();
    }

    private static string Preview(JsonObject body)
    {
        var content = body["content"]?.GetValue<string>() ?? "";
        if (body["contentType"]?.GetValue<string>() == "html")
            content = WebUtility.HtmlDecode(Tag().Replace(content, " "));
        content = Space().Replace(content, " ").Trim();
        return content.Length <= 255 ? content : content[..255];
    }

    private static void Default(JsonObject json, string name, JsonNode value) => json[name] ??= value;

    private static void Default(JsonObject json, string name, Func<string> value) => json[name] ??= value();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Space();
}

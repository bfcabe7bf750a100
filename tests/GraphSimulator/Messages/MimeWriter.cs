using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>The mail as MIME (RFC 5322), with every header that it has, also where the JSON of a sent copy shows none.</summary>
internal static class MimeWriter
{
    private static readonly string[] Written =
        ["from", "sender", "to", "cc", "bcc", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding"];

    /// <summary>The MIME that the message was made of, with the Message-ID that it got, or MIME made of the message.</summary>
    public static ReadOnlyMemory<byte> Write(SimulatedMessage message)
    {
        if (message.Mime is not { } given)
            return Write(message.Json);
        if (Encoding.Latin1.GetString(given.Span).Contains("\nMessage-ID:", StringComparison.OrdinalIgnoreCase))
            return given;
        byte[] withId = [.. Encoding.ASCII.GetBytes($"Message-ID: {message.Text("internetMessageId")}\r\n"), .. given.Span];
        return withId;
    }

    private static ReadOnlyMemory<byte> Write(JsonObject message)
    {
        var mime = new StringBuilder();
        foreach (var header in message["internetMessageHeaders"] as JsonArray ?? [])
            if (header?["name"]?.GetValue<string>() is { } name && !Written.Contains(name, StringComparer.OrdinalIgnoreCase))
                Append(mime, name, header["value"]?.GetValue<string>() ?? "");
        Append(mime, "From", People(message["from"] is { } from ? [from.DeepClone()] : []));
        Append(mime, "To", People(message["toRecipients"] as JsonArray));
        Append(mime, "CC", People(message["ccRecipients"] as JsonArray));
        Append(mime, "Subject", Word(Text(message, "subject")));
        Append(mime, "Date", DateTimeOffset.Parse(Text(message, "sentDateTime"), CultureInfo.InvariantCulture).ToString("ddd, dd MMM yyyy HH:mm:ss +0000", CultureInfo.InvariantCulture));
        Append(mime, "Message-ID", Text(message, "internetMessageId"));
        Append(mime, "MIME-Version", "1.0");
        var body = message["body"]!.AsObject();
        Append(mime, "Content-Type", $"text/{(Text(body, "contentType") == "html" ? "html" : "plain")}; charset=utf-8");
        Append(mime, "Content-Transfer-Encoding", "base64");
        mime.Append("\r\n").Append(Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(body, "content")), Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
        return Encoding.UTF8.GetBytes(mime.ToString());
    }

    private static void Append(StringBuilder mime, string name, string value)
    {
        if (value.Length > 0)
            mime.Append(name).Append(": ").Append(value.Replace("\r", "", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal)).Append("\r\n");
    }

    private static string People(JsonArray? people) => string.Join(", ", (people ?? []).Select(p => p?["emailAddress"] as JsonObject).OfType<JsonObject>()
        .Select(p => $"{Word(Text(p, "name"))} <{Text(p, "address")}>".Trim()));

    // RFC 2047
    private static string Word(string text) =>
        text.All(char.IsAscii) ? text : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(text))}?=";

    private static string Text(JsonObject json, string property) => json[property]?.GetValue<string>() ?? "";
}

using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Benchmarks.Mail;

/// <summary>Mails from a fixed seed: 2 KB of text, 20 headers, three of five from people that the firm knows.</summary>
internal static class GeneratedMail
{
    /// <summary>People of the firm's store who write.</summary>
    public const int KnownPeople = 1_000;

    private const int BodyLength = 2_000;
    private static readonly DateTimeOffset Newest = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Words =
    [
        "offer", "price", "contract", "meeting", "tomorrow", "the", "and", "for", "we", "you", "delivery", "question", "project", "please", "attached",
        "invoice", "unit", "plan", "floor", "visit", "thank", "regards", "payment", "schedule", "draft", "signed", "office", "call", "number", "review",
    ];

    /// <summary>Whether the firm knows who sent a mail.</summary>
    public static bool IsKnown(int number) => number % 5 < 3;

    /// <summary>Who sent a mail.</summary>
    public static string Sender(int number) => IsKnown(number) ? Person(number * 7 % KnownPeople) : string.Create(CultureInfo.InvariantCulture, $"s{number % 9973}@stranger{number % 997}.example");

    /// <summary>A person whom the firm knows.</summary>
    public static string Person(int person) => string.Create(CultureInfo.InvariantCulture, $"person{person}@gmail.com");

    /// <summary>When a mail arrived; the newest is told first, as a mail server does.</summary>
    public static DateTimeOffset ReceivedAt(int number) => Newest.AddMinutes(-7.0 * number);

    /// <summary>The mail in Graph's shape.</summary>
    public static string Json(int number)
    {
        var random = new Random(number);
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
            Write(json, number, random);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Write(Utf8JsonWriter json, int number, Random random)
    {
        var sender = Sender(number);
        var at = ReceivedAt(number).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var text = Text(random, BodyLength);
        json.WriteStartObject();
        json.WriteString("@odata.etag", $"W/\"CQAAABYAAAAR{number:x8}\"");
        json.WriteString("id", $"AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A{number:x16}AABJ4nC7AAA=");
        json.WriteString("parentFolderId", "id-inbox");
        json.WriteString("internetMessageId", $"<{number:x12}.{random.Next():x}@mail.stranger.example>");
        json.WriteString("conversationId", $"AAQkADNkNAAQ{number / 3:x16}");
        json.WriteString("subject", Text(random, 45));
        json.WriteString("bodyPreview", text[..255]);
        json.WriteStartObject("body");
        json.WriteString("contentType", "text");
        json.WriteString("content", text);
        json.WriteEndObject();
        json.WriteString("sentDateTime", at);
        json.WriteString("receivedDateTime", at);
        json.WriteBoolean("hasAttachments", number % 6 == 0);
        json.WriteBoolean("isDraft", false);
        WritePerson(json, "from", sender);
        WritePerson(json, "sender", sender);
        json.WriteStartArray("toRecipients");
        WritePerson(json, null, "agent0@firm.example");
        if (number % 4 == 0)
            WritePerson(json, null, "colleague@firm.example");
        json.WriteEndArray();
        json.WriteStartArray("ccRecipients");
        json.WriteEndArray();
        json.WriteStartArray("bccRecipients");
        json.WriteEndArray();
        WriteHeaders(json, number, random, sender);
        json.WriteEndObject();
    }

    private static void WritePerson(Utf8JsonWriter json, string? property, string address)
    {
        if (property is null)
            json.WriteStartObject();
        else
            json.WriteStartObject(property);
        json.WriteStartObject("emailAddress");
        json.WriteString("name", address.Split('@')[0]);
        json.WriteString("address", address);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteHeaders(Utf8JsonWriter json, int number, Random random, string sender)
    {
        string[] names =
        [
            "Received", "Received", "Received", "Authentication-Results", "DKIM-Signature", "From", "To", "Subject", "Date", "Message-ID", "References", "MIME-Version",
            "Content-Type", "Return-Path", "X-Mailer", "X-MS-Has-Attach", "X-Forefront-Antispam-Report", "X-Microsoft-Antispam", "X-Originating-IP", "Thread-Index",
        ];
        json.WriteStartArray("internetMessageHeaders");
        foreach (var name in names)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("value", name switch
            {
                "From" or "Return-Path" => sender,
                "References" => number % 3 == 0 ? $"<{number / 2:x12}.1@mail.stranger.example>" : "",
                _ => $"{name} {random.NextInt64():x} {Text(random, 80)}",
            });
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
            text.Append(Words[random.Next(Words.Length)]).Append(text.Length % 11 == 0 ? ".\r\n" : " ");
        return text.ToString(0, length);
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace GraphSimulator.Generation;

/// <summary>What made-up mails are like. The same settings make the same mails.</summary>
public sealed record SyntheticMails
{
    private static readonly string[] Words =
        ("offer price delivery meeting tomorrow invoice signed attached please confirm quantity project site drawing report thanks regards regarding order status " +
         "عرض سعر التسليم اجتماع غدا الفاتورة المرفقة الرجاء التأكيد الكمية المشروع شكرا").Split(' ');

    /// <summary>How many.</summary>
    public required int Count { get; init; }

    /// <summary>Seed of every choice by chance.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Length of a body, in characters.</summary>
    public int BodyLength { get; init; } = 2048;

    /// <summary>Internet headers of a mail.</summary>
    public int Headers { get; init; } = 20;

    /// <summary>Addresses of people whom the firm knows.</summary>
    public IReadOnlyList<string> KnownAddresses { get; init; } = [];

    /// <summary>Share of mails that come from one of <see cref="KnownAddresses"/>, from 0 to 1.</summary>
    public double KnownShare { get; init; }

    /// <summary>Domains of all other senders.</summary>
    public IReadOnlyList<string> StrangerDomains { get; init; } = ["news.example", "shop.example", "stranger.example"];

    /// <summary>When the first one came.</summary>
    public DateTimeOffset From { get; init; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Time between two.</summary>
    public TimeSpan Step { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>When a mail came, by its number.</summary>
    public DateTimeOffset ReceivedAt(int number) => From + Step * number;

    /// <summary>A mail by its number, as Graph JSON.</summary>
    public JsonObject Make(int number, string mailbox)
    {
        var random = new Random(unchecked((Seed * 486187739) + number));
        var at = ReceivedAt(number).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var known = KnownAddresses.Count > 0 && random.NextDouble() < KnownShare;
        var sender = known ? KnownAddresses[random.Next(KnownAddresses.Count)]
            : string.Create(CultureInfo.InvariantCulture, $"person{random.Next(10_000)}@{StrangerDomains[random.Next(StrangerDomains.Count)]}");
        return new JsonObject
        {
            ["subject"] = Text(random, 40),
            ["internetMessageId"] = string.Create(CultureInfo.InvariantCulture, $"<{Seed}.{number}.{mailbox.ToLowerInvariant().Replace('@', '.')}@synthetic.example>"),
            ["receivedDateTime"] = at,
            ["sentDateTime"] = at,
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = Text(random, BodyLength) },
            ["from"] = Person(sender),
            ["sender"] = Person(sender),
            ["toRecipients"] = new JsonArray(Person(mailbox)),
            ["internetMessageHeaders"] = new JsonArray([.. Enumerable.Range(0, Headers).Select(n => (JsonNode)Header(random, n))]),
        };
    }

    private static JsonObject Header(Random random, int number) => new()
    {
        ["name"] = number == 0 ? "Received" : string.Create(CultureInfo.InvariantCulture, $"X-Synthetic-{number}"),
        ["value"] = string.Create(CultureInfo.InvariantCulture, $"from relay{random.Next(100)}.example by mx.firm.example with ESMTPS id {random.NextInt64():x16}"),
    };

    private static JsonObject Person(string address) =>
        new() { ["emailAddress"] = new JsonObject { ["name"] = address.Split('@')[0], ["address"] = address } };

    private static string Text(Random random, int length)
    {
        var text = new StringBuilder(length + 16);
        while (text.Length < length)
            text.Append(Words[random.Next(Words.Length)]).Append(random.Next(12) == 0 ? ".\n" : " ");
        return text.ToString(0, length);
    }
}

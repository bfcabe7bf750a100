using System.Globalization;
using System.Text.Json.Nodes;

namespace CrmAddin.Web.Tests.Graph;

/// <summary>Mails in Graph's shape, made for a test.</summary>
internal static class SampleMail
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    /// <summary>One mail; everything that is not given is filled by the mailbox.</summary>
    public static JsonObject From(
        string sender, string subject, int minute = 0, string to = "agent@firm.example", string? messageId = null,
        string body = "Good morning.", string? conversation = null, params (string Name, string Value)[] headers)
    {
        var at = Start.AddMinutes(minute).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        var mail = new JsonObject
        {
            ["subject"] = subject,
            ["internetMessageId"] = messageId ?? $"<{Guid.NewGuid():N}@test.example>",
            ["receivedDateTime"] = at,
            ["sentDateTime"] = at,
            ["body"] = new JsonObject { ["contentType"] = "text", ["content"] = body },
            ["from"] = Person(sender),
            ["sender"] = Person(sender),
            ["toRecipients"] = new JsonArray([.. to.Split(',').Select(a => (JsonNode)Person(a))]),
        };
        if (conversation is not null)
            mail["conversationId"] = conversation;
        if (headers.Length > 0)
            mail["internetMessageHeaders"] = new JsonArray([.. headers.Select(h => (JsonNode)new JsonObject { ["name"] = h.Name, ["value"] = h.Value })]);
        return mail;
    }

    private static JsonObject Person(string address) =>
        new() { ["emailAddress"] = new JsonObject { ["name"] = address.Split('@')[0], ["address"] = address } };
}

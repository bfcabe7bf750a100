using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Sending;

/// <summary>Drafts and sending: a copy goes to Sent Items, and to the inbox of every recipient that has a mailbox here.</summary>
internal static class SendEndpoints
{
    private const int MostHeaders = 5;

    public static void MapSending(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1.0/users/{user}/sendMail", SendMailAsync);
        routes.MapPost("/v1.0/users/{user}/messages", CreateDraftAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/send", SendDraftAsync);
    }

    private static async Task SendMailAsync(HttpContext context, string user, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, cancellationToken: context.RequestAborted);
        if (tenant.FindMailbox(user) is not { } mailbox)
        {
            await GraphError.UserUnknownAsync(context, user);
            return;
        }
        if (body?["message"] is not JsonObject message)
        {
            await GraphError.WriteAsync(context, 400, "ErrorInvalidRequest", "The request is missing the message.");
            return;
        }
        CheckHeaders(message);
        var now = clock.GetUtcNow();
        var sent = Prepare((JsonObject)message.DeepClone(), mailbox, now);
        if (body!["saveToSentItems"]?.GetValue<bool>() != false)
            lock (mailbox.Gate)
                mailbox.Add(mailbox.FindFolder("sentitems")!, (JsonObject)sent.DeepClone(), now);
        Deliver(sent, tenant, now);
        context.Response.StatusCode = 202;
    }

    private static async Task CreateDraftAsync(HttpContext context, string user, SimulatedTenant tenant, TimeProvider clock)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
        {
            await GraphError.UserUnknownAsync(context, user);
            return;
        }
        if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject json)
        {
            await GraphError.BadRequestAsync(context, "Unable to read JSON request payload.");
            return;
        }
        CheckHeaders(json);
        json["isDraft"] = true;
        json["isRead"] = true;
        json["from"] = Person(mailbox);
        ReadOnlyMemory<byte> body;
        lock (mailbox.Gate)
        {
            var draft = mailbox.Add(mailbox.FindFolder("drafts")!, json, clock.GetUtcNow());
            body = GraphAnswer.Render(writer => new MessageWriter(null, null, Preferences.Of(context.Request)).Write(writer, draft));
        }
        await GraphAnswer.SendAsync(context, body, 201);
    }

    private static Task SendDraftAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        JsonObject sent;
        var now = clock.GetUtcNow();
        lock (mailbox.Gate)
        {
            if (mailbox.FindMessage(id) is not { } draft || draft.Json["isDraft"]?.GetValue<bool>() != true)
                return GraphError.ItemUnknownAsync(context);
            Prepare(draft.Json, mailbox, now);
            mailbox.Move(draft, mailbox.FindFolder("sentitems")!, "deleted", now);
            sent = (JsonObject)draft.Json.DeepClone();
        }
        Deliver(sent, tenant, now);
        context.Response.StatusCode = 202;
        return Task.CompletedTask;
    }

    private static void CheckHeaders(JsonObject message)
    {
        if (message["internetMessageHeaders"] is not JsonArray headers)
            return;
        if (headers.Count > MostHeaders)
            throw new BadQueryException("InvalidInternetMessageHeaderCollection", $"Maximum number of headers in one message should be less than or equal to {MostHeaders}.");
        foreach (var name in headers.Select(h => h?["name"]?.GetValue<string>() ?? ""))
            if (!name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
                throw new BadQueryException("InvalidInternetMessageHeader", $"The internet message header name '{name}' should start with 'x-' or 'X-'.");
    }

    private static JsonObject Prepare(JsonObject message, SimulatedMailbox mailbox, DateTimeOffset now)
    {
        message.Remove("id");
        message["isDraft"] = false;
        message["isRead"] = true;
        message["from"] = Person(mailbox);
        message["sender"] = Person(mailbox);
        message["sentDateTime"] = MessageDefaults.Instant(now);
        message["receivedDateTime"] = MessageDefaults.Instant(now);
        message["internetMessageId"] ??= $"<{Guid.NewGuid():N}@{mailbox.UserPrincipalName.Split('@')[^1]}>";
        return message;
    }

    private static void Deliver(JsonObject sent, SimulatedTenant tenant, DateTimeOffset now)
    {
        foreach (var mailbox in Recipients(sent).Select(tenant.FindMailbox).OfType<SimulatedMailbox>().Distinct())
        {
            var copy = (JsonObject)sent.DeepClone();
            copy.Remove("id");
            copy.Remove("bccRecipients");
            copy["isRead"] = false;
            lock (mailbox.Gate)
                mailbox.Add(mailbox.FindFolder("inbox")!, copy, now);
        }
    }

    private static IEnumerable<string> Recipients(JsonObject message) =>
        new[] { "toRecipients", "ccRecipients", "bccRecipients" }
            .SelectMany(list => message[list] as JsonArray ?? [])
            .Select(r => r?["emailAddress"]?["address"]?.GetValue<string>() ?? "");

    private static JsonObject Person(SimulatedMailbox mailbox) => new()
    {
        ["emailAddress"] = new JsonObject { ["name"] = mailbox.DisplayName, ["address"] = mailbox.UserPrincipalName },
    };
}

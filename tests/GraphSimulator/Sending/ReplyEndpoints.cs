using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Sending;

/// <summary>Answers to a mail, which Exchange threads: it sets In-Reply-To and References itself.</summary>
internal static class ReplyEndpoints
{
    public static void MapReplies(this IEndpointRouteBuilder routes)
    {
        foreach (var (path, toAll) in new[] { ("createReply", false), ("createReplyAll", true) })
            routes.MapPost("/v1.0/users/{user}/messages/{id}/" + path, (HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock) =>
                CreateAsync(context, user, id, toAll, tenant, clock));
        foreach (var (path, toAll) in new[] { ("reply", false), ("replyAll", true) })
            routes.MapPost("/v1.0/users/{user}/messages/{id}/" + path, (HttpContext context, string user, string id, SimulatedTenant tenant, Transport transport) =>
                SendAsync(context, user, id, toAll, tenant, transport));
    }

    private static async Task CreateAsync(HttpContext context, string user, string id, bool toAll, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await BodyOrNothingAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
            MessageEndpoints.Render(context, user, SendEndpoints.PutDraft(mailbox, Answer(mailbox, id, toAll, body), clock.GetUtcNow())), 201);
    }

    private static async Task SendAsync(HttpContext context, string user, string id, bool toAll, SimulatedTenant tenant, Transport transport)
    {
        var body = await BodyOrNothingAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        MailContent answer;
        lock (mailbox.Gate)
            answer = Answer(mailbox, id, toAll, body);
        transport.Send(mailbox, answer);
        context.Response.StatusCode = 202;
    }

    private static async Task<JsonObject> BodyOrNothingAsync(HttpContext context) =>
        context.Request.ContentLength is 0 or null && !context.Request.Headers.ContainsKey("Transfer-Encoding") ? [] : await RequestBody.ReadObjectAsync(context);

    private static MailContent Answer(SimulatedMailbox mailbox, string id, bool toAll, JsonObject body)
    {
        var answered = mailbox.RequireMessage(id);
        var content = body["message"] is JsonObject given ? MailContent.FromJson(given) : new MailContent([], [], null);
        var subject = answered.Text("subject") ?? "";
        var messageId = answered.Text("internetMessageId") ?? "";
        content.Json["subject"] ??= subject.StartsWith("RE:", StringComparison.OrdinalIgnoreCase) ? subject : "RE: " + subject;
        content.Json["toRecipients"] ??= new JsonArray([.. To(mailbox, answered, toAll)]);
        if (toAll)
            content.Json["ccRecipients"] ??= new JsonArray([.. Others(mailbox, answered.Json["ccRecipients"])]);
        content.Json["conversationId"] = answered.Text("conversationId");
        content.Json["body"] ??= new JsonObject { ["contentType"] = "text", ["content"] = body["comment"]?.GetValue<string>() ?? "" };
        var headers = content.Json["internetMessageHeaders"] as JsonArray ?? [];
        headers.Add(new JsonObject { ["name"] = "In-Reply-To", ["value"] = messageId });
        headers.Add(new JsonObject { ["name"] = "References", ["value"] = messageId });
        content.Json["internetMessageHeaders"] ??= headers;
        return content;
    }

    private static IEnumerable<JsonNode> To(SimulatedMailbox mailbox, SimulatedMessage answered, bool toAll)
    {
        var sender = answered.Json["replyTo"] is JsonArray { Count: > 0 } replyTo ? replyTo.OfType<JsonNode>() : [answered.Json["from"]!];
        return sender.Select(p => p.DeepClone()).Concat(toAll ? Others(mailbox, answered.Json["toRecipients"]) : []);
    }

    private static IEnumerable<JsonNode> Others(SimulatedMailbox mailbox, JsonNode? people) => (people as JsonArray ?? []).OfType<JsonNode>()
        .Where(p => !string.Equals(p["emailAddress"]?["address"]?.GetValue<string>(), mailbox.UserPrincipalName, StringComparison.OrdinalIgnoreCase))
        .Select(p => p.DeepClone());
}

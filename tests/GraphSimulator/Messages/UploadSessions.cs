using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>Files of 3 to 150 MB come in parts: a session is opened on a draft, and its address takes one range after the other.</summary>
internal sealed class UploadSessions(SimulatedTenant tenant, TimeProvider clock)
{
    private const long SmallestBytes = 3L * 1024 * 1024;
    private const long LargestBytes = 150L * 1024 * 1024;
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, Session> _sessions = new();

    public async Task OpenAsync(HttpContext context, string user, string id)
    {
        var item = (await RequestBody.ReadObjectAsync(context))["AttachmentItem"] as JsonObject ?? throw Refusals.BadRequest("The attachment item is missing.");
        var size = item["size"]?.GetValue<long>() ?? 0;
        if (size is < SmallestBytes or > LargestBytes)
            throw new BadQueryException("ErrorAttachmentSizeShouldNotBeLessThanMinimumSize", $"Attachment size must be from {SmallestBytes} to {LargestBytes} bytes; smaller ones are attached inline.");
        var mailbox = tenant.RequireMailbox(user);
        lock (mailbox.Gate)
            _ = mailbox.RequireMessage(id);
        var token = Guid.NewGuid().ToString("N");
        var session = new Session(mailbox, id, (JsonObject)item.DeepClone(), new byte[size], clock.GetUtcNow() + Life);
        _sessions[token] = session;
        var answer = Describe(session);
        // The address carries its own permission and lies outside of Graph.
        answer["uploadUrl"] = $"{context.Request.Scheme}://{context.Request.Host}/upload/{token}";
        await GraphAnswer.SendAsync(context, GraphAnswer.Render(json => answer.WriteTo(json)), 201);
    }

    public async Task TakeAsync(HttpContext context, string token)
    {
        if (!_sessions.TryGetValue(token, out var session) || session.EndsAt <= clock.GetUtcNow())
            throw new RefusedException(404, "itemNotFound", "The upload session was not found.");
        if (!ContentRangeHeaderValue.TryParse(context.Request.Headers.ContentRange, out var range) || range.From != session.Received || range.Length != session.Bytes.Length)
            throw new RefusedException(416, "invalidRange", "The uploaded fragment is not the next one.");
        await context.Request.Body.ReadExactlyAsync(session.Bytes.AsMemory((int)session.Received, (int)(range.To!.Value - range.From.Value + 1)), context.RequestAborted);
        session.Received = range.To.Value + 1;
        if (session.Received < session.Bytes.Length)
        {
            await GraphAnswer.SendAsync(context, GraphAnswer.Render(json => Describe(session).WriteTo(json)));
            return;
        }
        _sessions.TryRemove(token, out _);
        var attachment = Attach(session);
        context.Response.Headers.Location = $"{GraphAnswer.Root(context.Request)}/users/{session.Mailbox.Id}/messages/{session.MessageId}/attachments/{attachment.Id}";
        context.Response.StatusCode = 201;
    }

    private Attachment Attach(Session session)
    {
        var file = new JsonObject
        {
            ["name"] = session.Item["name"]?.DeepClone(),
            ["contentType"] = session.Item["contentType"]?.DeepClone(),
            ["isInline"] = session.Item["isInline"]?.DeepClone(),
            ["contentBytes"] = Convert.ToBase64String(session.Bytes),
        };
        lock (session.Mailbox.Gate)
            return AttachmentEndpoints.Attach(session.Mailbox, session.Mailbox.RequireMessage(session.MessageId), file, clock.GetUtcNow());
    }

    private static JsonObject Describe(Session session) => new()
    {
        ["expirationDateTime"] = MessageDefaults.Instant(session.EndsAt),
        ["nextExpectedRanges"] = new JsonArray(session.Received.ToString(CultureInfo.InvariantCulture) + "-"),
    };

    private sealed record Session(SimulatedMailbox Mailbox, string MessageId, JsonObject Item, byte[] Bytes, DateTimeOffset EndsAt)
    {
        public long Received { get; set; }
    }
}

using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>The files on a message.</summary>
internal static class AttachmentEndpoints
{
    /// <summary>Larger files need an upload session.</summary>
    private const int LargestInlineBytes = 3 * 1024 * 1024;

    public static void MapAttachments(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/messages/{id}/attachments", ListAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/attachments", AddAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/attachments/createUploadSession", (HttpContext context, string user, string id, UploadSessions sessions) => sessions.OpenAsync(context, user, id));
        routes.MapPut("/upload/{token}", (HttpContext context, string token, UploadSessions sessions) => sessions.TakeAsync(context, token));
        routes.MapGet("/v1.0/users/{user}/messages/{id}/attachments/{attachment}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/messages/{id}/attachments/{attachment}/$value", ReadBytesAsync);
        routes.MapDelete("/v1.0/users/{user}/messages/{id}/attachments/{attachment}", RemoveAsync);
    }

    /// <summary>Puts a file on a message. The caller holds the mailbox's lock.</summary>
    public static Attachment Attach(SimulatedMailbox mailbox, SimulatedMessage message, JsonObject json, DateTimeOffset now)
    {
        var attachment = Attachment.From(json, message.ImmutableId, message.Attachments.Count, now);
        message.Attachments.Add(attachment);
        mailbox.Update(message, new JsonObject { ["hasAttachments"] = message.Attachments.Exists(a => !a.IsInline) }, now);
        return attachment;
    }

    private static Task ListAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var page = ListPage.Of(context.Request);
        var select = context.Request.Query["$select"].FirstOrDefault();
        return mailbox.AnswerAsync(context, () => page.Render(context, MailboxRequest.Entities(user, $"messages('{id}')/attachments"),
            mailbox.RequireMessage(id).Attachments, (json, attachment) => attachment.Write(json, select)));
    }

    private static async Task AddAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            if (body["contentBytes"]?.GetValue<string>().Length / 4 * 3 >= LargestInlineBytes)
                throw new RefusedException(413, "RequestBodyTooLarge", "The maximum request length supported is 4MB.");
            var added = Attach(mailbox, mailbox.RequireMessage(id), body, clock.GetUtcNow());
            return GraphAnswer.Render(json => added.Write(json, null));
        }, 201);
    }

    private static Task ReadAsync(HttpContext context, string user, string id, string attachment, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
            GraphAnswer.Render(json => Require(mailbox.RequireMessage(id), attachment).Write(json, context.Request.Query["$select"])));
    }

    private static Task ReadBytesAsync(HttpContext context, string user, string id, string attachment, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        Attachment found;
        lock (mailbox.Gate)
            found = Require(mailbox.RequireMessage(id), attachment);
        context.Response.ContentType = found.ContentType;
        return context.Response.Body.WriteAsync(found.Bytes, context.RequestAborted).AsTask();
    }

    private static Task RemoveAsync(HttpContext context, string user, string id, string attachment, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
        {
            var message = mailbox.RequireMessage(id);
            message.Attachments.Remove(Require(message, attachment));
            return null;
        });
    }

    private static Attachment Require(SimulatedMessage message, string id) =>
        message.Attachments.Find(a => a.Id == id) ?? throw Refusals.ItemUnknown();
}

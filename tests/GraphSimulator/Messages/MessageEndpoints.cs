using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Messages;

/// <summary>One message: its content, its MIME, changes and moves.</summary>
internal static class MessageEndpoints
{
    private static readonly string[] Changeable = ["isRead", "categories", "flag", "importance", "inferenceClassification", "singleValueExtendedProperties"];

    private static readonly string[] ChangeableInDrafts =
        [.. Changeable, "subject", "body", "toRecipients", "ccRecipients", "bccRecipients", "replyTo", "from", "sender", "isReadReceiptRequested", "isDeliveryReceiptRequested"];

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/messages/{id}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages/{id}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/messages/{id}/$value", ReadMimeAsync);
        routes.MapPatch("/v1.0/users/{user}/messages/{id}", ChangeAsync);
        routes.MapDelete("/v1.0/users/{user}/messages/{id}", DeleteAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/move", MoveAsync);
    }

    /// <summary>The message as the answer to a request.</summary>
    public static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedMessage message)
    {
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var writer = new MessageWriter(context.Request.Query["$select"], context.Request.Query["$expand"], preferences)
        {
            KeepsHeadersOfSentCopies = context.RequestServices.GetRequiredService<FaultBoard>().FaultsOf(user).HeadersOnSentCopies,
        };
        return GraphAnswer.Render(json => writer.Write(json, message, context: $"{GraphAnswer.Root(context.Request)}/$metadata#{MailboxRequest.Entities(user, "messages/$entity")}"));
    }

    private static Task ReadAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () => Render(context, user, mailbox.RequireMessage(id)));
    }

    private static Task ReadMimeAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        ReadOnlyMemory<byte> mime;
        lock (mailbox.Gate)
            mime = MimeWriter.Write(mailbox.RequireMessage(id));
        context.Response.ContentType = "text/plain";
        return context.Response.Body.WriteAsync(mime, context.RequestAborted).AsTask();
    }

    private static async Task ChangeAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var values = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            var message = mailbox.RequireMessage(id);
            var changed = new JsonObject();
            foreach (var (name, value) in values)
                if ((message.IsDraft ? ChangeableInDrafts : Changeable).Contains(name))
                    changed[name] = name == "singleValueExtendedProperties" && value is JsonArray added ? ExtendedProperties.Merge(message.Json, added) : value?.DeepClone();
            if (changed.Count > 0)
                mailbox.Update(message, changed, clock.GetUtcNow());
            return Render(context, user, message);
        });
    }

    private static Task DeleteAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
        {
            var message = mailbox.RequireMessage(id);
            mailbox.Delete(message, message.Folder.WellKnownName == "deleteditems" ? "deleted" : "changed", clock.GetUtcNow());
            return null;
        });
    }

    private static async Task MoveAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var destination = (await RequestBody.ReadObjectAsync(context))["destinationId"]?.GetValue<string>() ?? "";
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            var message = mailbox.RequireMessage(id);
            mailbox.Move(message, mailbox.RequireFolder(destination), "deleted", clock.GetUtcNow());
            return Render(context, user, message);
        }, 201);
    }
}

using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Sending;

/// <summary>Drafts and sending. A send is answered with 202 and without an id.</summary>
internal static class SendEndpoints
{
    public static void MapSending(this IEndpointRouteBuilder routes)
    {
        routes.MapPost("/v1.0/users/{user}/sendMail", SendMailAsync);
        routes.MapPost("/v1.0/users/{user}/messages", CreateDraftAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/send", SendDraft);
    }

    private static async Task SendMailAsync(HttpContext context, string user, SimulatedTenant tenant, Transport transport)
    {
        var mailbox = tenant.RequireMailbox(user);
        if (MailContent.IsMime(context.Request))
        {
            transport.Send(mailbox, await MailContent.FromMimeAsync(context));
        }
        else
        {
            var body = await RequestBody.ReadObjectAsync(context);
            if (body["message"] is not JsonObject message)
                throw new BadQueryException("ErrorInvalidRequest", "The request is missing the message.");
            transport.Send(mailbox, MailContent.FromJson(message), keepCopy: body["saveToSentItems"]?.GetValue<bool>() != false);
        }
        context.Response.StatusCode = 202;
    }

    private static async Task CreateDraftAsync(HttpContext context, string user, SimulatedTenant tenant, TimeProvider clock)
    {
        var mailbox = tenant.RequireMailbox(user);
        var content = MailContent.IsMime(context.Request)
            ? await MailContent.FromMimeAsync(context)
            : MailContent.FromJson(await RequestBody.ReadObjectAsync(context));
        await mailbox.AnswerAsync(context, () =>
        {
            Transport.JoinThread(mailbox, content.Json);
            return MessageEndpoints.Render(context, user, PutDraft(mailbox, content, clock.GetUtcNow()));
        }, 201);
    }

    private static void SendDraft(HttpContext context, string user, string id, SimulatedTenant tenant, Transport transport)
    {
        transport.SendDraft(tenant.RequireMailbox(user), id);
        context.Response.StatusCode = 202;
    }

    /// <summary>Puts a mail into Drafts. The caller holds the mailbox's lock.</summary>
    public static SimulatedMessage PutDraft(SimulatedMailbox mailbox, MailContent content, DateTimeOffset now)
    {
        content.Json["isDraft"] = true;
        content.Json["isRead"] = true;
        content.Json["from"] = new JsonObject { ["emailAddress"] = new JsonObject { ["name"] = mailbox.DisplayName, ["address"] = mailbox.UserPrincipalName } };
        return content.PutInto(mailbox, mailbox.WellKnown("drafts"), now);
    }
}

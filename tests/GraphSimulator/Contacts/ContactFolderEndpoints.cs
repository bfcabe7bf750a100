using System.Text.Json;
using GraphSimulator.Delta;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Contacts;

/// <summary>The contact folders below the one that every mailbox has.</summary>
internal static class ContactFolderEndpoints
{
    public static void MapContactFolders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/contactFolders", ListAsync);
        routes.MapPost("/v1.0/users/{user}/contactFolders", AddAsync);
        routes.MapGet("/v1.0/users/{user}/contactFolders/delta", TrackAsync);
        routes.MapGet("/v1.0/users/{user}/contactFolders/{folder}", ReadAsync);
        routes.MapDelete("/v1.0/users/{user}/contactFolders/{folder}", RemoveAsync);
    }

    private static Task ListAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var page = ListPage.Of(context.Request);
        return mailbox.AnswerAsync(context, () => page.Render(context, MailboxRequest.Entities(user, "contactFolders"),
            mailbox.ContactFolders.Where(f => f != mailbox.Contacts).ToList(), (json, folder) => Write(json, mailbox, folder)));
    }

    private static async Task AddAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var name = (await RequestBody.ReadObjectAsync(context))["displayName"]?.GetValue<string>() ?? "";
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            if (name.Length == 0)
                throw new BadQueryException("ErrorInvalidRequest", "The folder has no name.");
            if (mailbox.ContactFolders.Exists(f => string.Equals(f.DisplayName, name, StringComparison.OrdinalIgnoreCase)))
                throw new RefusedException(409, "ErrorFolderExists", "A folder with the specified name already exists.");
            return Render(context, user, mailbox, mailbox.AddContactFolder(name));
        }, 201);
    }

    private static Task ReadAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () => Render(context, user, mailbox, mailbox.RequireContactFolder(folder)));
    }

    private static Task RemoveAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
        {
            var found = mailbox.RequireContactFolder(folder);
            if (found == mailbox.Contacts)
                throw new BadQueryException("ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");
            mailbox.ContactFolders.Remove(found);
            mailbox.ContactFolderLog.Add(found, ChangeKind.Removed);
            return null;
        });
    }

    private static Task TrackAsync(HttpContext context, string user, SimulatedTenant tenant, FaultBoard board)
    {
        var mailbox = tenant.RequireMailbox(user);
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var faults = board.FaultsOf(mailbox.UserPrincipalName);
        return mailbox.AnswerAsync(context, () =>
        {
            var source = new DeltaSource(mailbox.Id + "/contactFolders", mailbox.ContactFolderLog, "contactFolder", mailbox.TokenEpoch, faults);
            var token = DeltaTokens.Read(context, source, _ => new DeltaToken { FolderId = source.Id });
            var round = mailbox.ContactFolderLog.LastChanges(token.Since, token.Until)
                .Where(c => c.Kind != ChangeKind.Removed || token.Since > 0).ToList();
            return DeltaPage.Render(DeltaTokens.Address(context.Request), source, token, preferences, DeltaPage.Disturb(round, token, faults), (json, change) =>
            {
                if (change.Kind == ChangeKind.Removed)
                    DeltaPage.WriteRemoved(json, "contactFolder", change.Item.Id, change.RemovedReason);
                else
                    Write(json, mailbox, change.Item);
            }).Bytes;
        });
    }

    private static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedMailbox mailbox, ItemCollection folder) =>
        GraphAnswer.Render(json => Write(json, mailbox, folder, $"{GraphAnswer.Root(context.Request)}/$metadata#{MailboxRequest.Entities(user, "contactFolders/$entity")}"));

    private static void Write(Utf8JsonWriter json, SimulatedMailbox mailbox, ItemCollection folder, string? context = null)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("id", folder.Id);
        json.WriteString("displayName", folder.DisplayName);
        json.WriteString("parentFolderId", folder == mailbox.Contacts ? mailbox.Root.Id : mailbox.Contacts.Id);
        json.WriteEndObject();
    }
}

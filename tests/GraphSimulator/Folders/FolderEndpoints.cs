using System.Text.Json;
using GraphSimulator.Delta;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Folders;

/// <summary>The tree of mail folders.</summary>
internal static class FolderEndpoints
{
    public static void MapFolders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/mailFolders", (HttpContext context, string user, SimulatedTenant tenant) => ListAsync(context, user, "msgfolderroot", tenant));
        routes.MapPost("/v1.0/users/{user}/mailFolders", (HttpContext context, string user, SimulatedTenant tenant) => AddAsync(context, user, "msgfolderroot", tenant));
        routes.MapGet("/v1.0/users/{user}/mailFolders/delta", TrackAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}", ReadAsync);
        routes.MapPatch("/v1.0/users/{user}/mailFolders/{folder}", RenameAsync);
        routes.MapDelete("/v1.0/users/{user}/mailFolders/{folder}", RemoveAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/childFolders", ListAsync);
        routes.MapPost("/v1.0/users/{user}/mailFolders/{folder}/childFolders", AddAsync);
    }

    private static Task ListAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        var page = ListPage.Of(context.Request);
        var hiddenToo = string.Equals(context.Request.Query["includeHiddenFolders"], "true", StringComparison.OrdinalIgnoreCase);
        return mailbox.AnswerAsync(context, () =>
        {
            var parent = mailbox.RequireFolder(folder);
            var children = mailbox.Folders.Where(f => f.Parent == parent && (hiddenToo || !f.IsHidden)).ToList();
            return page.Render(context, MailboxRequest.Entities(user, "mailFolders"), children, (json, child) => Write(json, mailbox, child));
        });
    }

    private static Task ReadAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () => Render(context, user, mailbox, mailbox.RequireFolder(folder)));
    }

    private static async Task AddAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            var parent = mailbox.RequireFolder(folder);
            var name = body["displayName"]?.GetValue<string>() ?? "";
            if (name.Length == 0)
                throw new BadQueryException("ErrorInvalidRequest", "The folder has no name.");
            if (mailbox.Folders.Any(f => f.Parent == parent && string.Equals(f.DisplayName, name, StringComparison.OrdinalIgnoreCase)))
                throw new RefusedException(409, "ErrorFolderExists", "A folder with the specified name already exists.");
            return Render(context, user, mailbox, mailbox.AddFolder(name, null, parent, body["isHidden"]?.GetValue<bool>() ?? false));
        }, 201);
    }

    private static async Task RenameAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        await mailbox.AnswerAsync(context, () =>
        {
            var found = mailbox.RequireFolder(folder);
            found.DisplayName = body["displayName"]?.GetValue<string>() ?? found.DisplayName;
            mailbox.FolderLog.Add(found, ChangeKind.Updated);
            return Render(context, user, mailbox, found);
        });
    }

    private static Task RemoveAsync(HttpContext context, string user, string folder, SimulatedTenant tenant, TimeProvider clock)
    {
        var mailbox = tenant.RequireMailbox(user);
        return mailbox.AnswerAsync(context, () =>
        {
            var found = mailbox.RequireFolder(folder);
            if (found.WellKnownName is not null)
                throw new BadQueryException("ErrorDeleteDistinguishedFolder", "Distinguished folders cannot be deleted.");
            mailbox.RemoveFolder(found, clock.GetUtcNow());
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
            var source = new DeltaSource(mailbox.Root.Id, mailbox.FolderLog, "mailFolder", mailbox.TokenEpoch, faults);
            var token = DeltaTokens.Read(context, source, request => new DeltaToken { FolderId = source.Id, Select = DeltaTokens.Option(request, "select") });
            var round = mailbox.FolderLog.LastChanges(token.Since, token.Until)
                .Where(c => c.Kind != ChangeKind.Removed || token.Since > 0).ToList();
            return DeltaPage.Render(DeltaTokens.Address(context.Request), source, token, preferences, DeltaPage.Disturb(round, token, faults), (json, change) =>
            {
                if (change.Kind == ChangeKind.Removed)
                    DeltaPage.WriteRemoved(json, "mailFolder", change.Item.Id, change.RemovedReason);
                else
                    Write(json, mailbox, change.Item);
            }).Bytes;
        });
    }

    private static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedMailbox mailbox, SimulatedFolder folder) =>
        GraphAnswer.Render(json => Write(json, mailbox, folder, $"{GraphAnswer.Root(context.Request)}/$metadata#{MailboxRequest.Entities(user, "mailFolders/$entity")}"));

    private static void Write(Utf8JsonWriter json, SimulatedMailbox mailbox, SimulatedFolder folder, string? context = null)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("id", folder.Id);
        json.WriteString("displayName", folder.DisplayName);
        json.WriteString("parentFolderId", (folder.Parent ?? mailbox.Root).Id);
        json.WriteNumber("childFolderCount", mailbox.Folders.Count(f => f.Parent == folder && !f.IsHidden));
        json.WriteNumber("unreadItemCount", folder.UnreadCount);
        json.WriteNumber("totalItemCount", folder.Count);
        json.WriteNumber("sizeInBytes", folder.Count * 4096);
        json.WriteBoolean("isHidden", folder.IsHidden);
        json.WriteEndObject();
    }
}

using System.Text.Json;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Folders;

/// <summary>The user and the folder tree.</summary>
internal static class FolderEndpoints
{
    private const int DefaultPageSize = 10;

    public static void MapUsersAndFolders(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}", ReadUserAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders", (HttpContext context, string user, SimulatedTenant tenant) => ListAsync(context, user, "msgfolderroot", tenant));
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/childFolders", ListAsync);
    }

    private static Task ReadUserAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.WriteAsync(context, 404, "Request_ResourceNotFound", $"Resource '{user}' does not exist or one of its queried reference-property objects are not present.");
        return GraphAnswer.SendAsync(context, GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{GraphAnswer.Root(context.Request)}/$metadata#users/$entity");
            json.WriteString("id", mailbox.Id);
            json.WriteString("displayName", mailbox.DisplayName);
            json.WriteString("mail", mailbox.UserPrincipalName);
            json.WriteString("userPrincipalName", mailbox.UserPrincipalName);
            json.WriteEndObject();
        }));
    }

    private static Task ListAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        if (mailbox.FindFolder(folder) is not { } parent)
            return GraphError.ItemUnknownAsync(context);
        var query = context.Request.Query;
        var top = int.TryParse(query["$top"], out var asked) ? Math.Clamp(asked, 1, 1000) : Preferences.Of(context.Request).MaxPageSize ?? DefaultPageSize;
        _ = int.TryParse(query["$skip"], out var skip);
        ReadOnlyMemory<byte> body;
        lock (mailbox.Gate)
        {
            var children = mailbox.Folders.Where(f => f.Parent == parent).ToList();
            var page = children.Skip(skip).Take(top).ToList();
            body = GraphAnswer.Render(json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{GraphAnswer.Root(context.Request)}/$metadata#users('{Uri.EscapeDataString(user)}')/mailFolders");
                if (skip + page.Count < children.Count)
                    json.WriteString("@odata.nextLink", $"{context.Request.Scheme}://{context.Request.Host}{context.Request.Path.ToUriComponent()}?$top={top}&$skip={skip + page.Count}");
                json.WriteStartArray("value");
                foreach (var child in page)
                    Write(json, mailbox, child, null);
                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        return GraphAnswer.SendAsync(context, body);
    }

    private static Task ReadAsync(HttpContext context, string user, string folder, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        if (mailbox.FindFolder(folder) is not { } found)
            return GraphError.ItemUnknownAsync(context);
        ReadOnlyMemory<byte> body;
        lock (mailbox.Gate)
            body = GraphAnswer.Render(json => Write(json, mailbox, found, $"{GraphAnswer.Root(context.Request)}/$metadata#users('{Uri.EscapeDataString(user)}')/mailFolders/$entity"));
        return GraphAnswer.SendAsync(context, body);
    }

    private static void Write(Utf8JsonWriter json, SimulatedMailbox mailbox, SimulatedFolder folder, string? context)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("id", folder.Id);
        json.WriteString("displayName", folder.DisplayName);
        json.WriteString("parentFolderId", (folder.Parent ?? mailbox.Root).Id);
        json.WriteNumber("childFolderCount", mailbox.Folders.Count(f => f.Parent == folder));
        json.WriteNumber("unreadItemCount", folder.UnreadCount);
        json.WriteNumber("totalItemCount", folder.Count);
        json.WriteNumber("sizeInBytes", folder.Count * 4096);
        json.WriteBoolean("isHidden", false);
        json.WriteEndObject();
    }
}

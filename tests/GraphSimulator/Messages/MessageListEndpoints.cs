using System.Globalization;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Messages;

/// <summary>Lists of messages, of a folder or of the whole mailbox, and their count.</summary>
internal static class MessageListEndpoints
{
    public static void MapMessageLists(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/messages", (HttpContext context, string user, SimulatedTenant tenant, FaultBoard board) => ListAsync(context, user, null, tenant, board));
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages", ListAsync);
        routes.MapGet("/v1.0/users/{user}/messages/$count", (HttpContext context, string user, SimulatedTenant tenant) => CountAsync(context, user, null, tenant));
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages/$count", CountAsync);
    }

    private static Task ListAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant, FaultBoard board)
    {
        var mailbox = tenant.RequireMailbox(user);
        var query = context.Request.Query;
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var page = ListPage.Of(context.Request);
        var writer = new MessageWriter(query["$select"], query["$expand"], preferences) { KeepsHeadersOfSentCopies = board.FaultsOf(mailbox.UserPrincipalName).HeadersOnSentCopies };
        return mailbox.AnswerAsync(context, () =>
            page.Render(context, MailboxRequest.Entities(user, "messages"), Find(Source(mailbox, folder), query), (json, message) => writer.Write(json, message)));
    }

    private static Task CountAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant)
    {
        var mailbox = tenant.RequireMailbox(user);
        int count;
        lock (mailbox.Gate)
            count = Find(Source(mailbox, folder), context.Request.Query).Count;
        context.Response.ContentType = "text/plain";
        return context.Response.WriteAsync(count.ToString(CultureInfo.InvariantCulture));
    }

    private static List<SimulatedMessage> Find(IEnumerable<SimulatedMessage> source, IQueryCollection query)
    {
        if (ExtendedProperties.Filtered(query["$filter"].ToString()) is var (id, value))
            return Matching(source, m => ExtendedProperties.Find(m.Json, id) == value);
        var filter = MessageQuery.ParseFilter(query["$filter"]);
        if (query["$search"].FirstOrDefault() is not { } search)
            return [.. MessageQuery.Order(Matching(source, m => filter.All(c => c.Holds(m))), query["$orderby"], filter)];
        if (filter.Count > 0 || query.ContainsKey("$orderby"))
            throw new BadQueryException("SearchWithFilter", "The query parameter '$filter' is not supported with '$search'.");
        return [.. MessageSearch.Find(source, search)];
    }

    private static List<SimulatedMessage> Matching(IEnumerable<SimulatedMessage> source, Func<SimulatedMessage, bool> matches)
    {
        var found = new List<SimulatedMessage>();
        foreach (var message in source)
            if (matches(message))
                found.Add(message);
            else
                message.Release();
        return found;
    }

    private static IEnumerable<SimulatedMessage> Source(SimulatedMailbox mailbox, string? folder) =>
        folder is null ? mailbox.Messages : mailbox.RequireFolder(folder).Messages;
}

using System.Globalization;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>Change tracking of messages: per folder, and refused for a whole mailbox, as Graph does.</summary>
internal static class DeltaEndpoints
{
    public static void MapDelta(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages/delta", AnswerAsync);
        routes.MapGet("/v1.0/users/{user}/messages/delta", (HttpContext context) => GraphError.BadRequestAsync(
            context, "Unsupported request: Change tracking is not supported against 'microsoft.graph.message'."));
    }

    /// <summary>One page of a folder's round, and the token of the one after it.</summary>
    public static (ReadOnlyMemory<byte> Bytes, DeltaToken Next, bool IsLast) Render(
        string address, SimulatedFolder folder, DeltaSource source, DeltaToken token, Preferences preferences)
    {
        var writer = new MessageWriter(token.Select, token.Expand, preferences) { KeepsHeadersOfSentCopies = source.Faults.HeadersOnSentCopies };
        return DeltaPage.Render(address, source, token, preferences, folder.Round(token, source.Faults), (json, item) =>
        {
            if (item.RemovedReason is { } reason)
                DeltaPage.WriteRemoved(json, "message", preferences.ImmutableIds ? item.Message.ImmutableId : folder.RestIdOf(item.Message.ImmutableId), reason);
            else if (item.Message.Exists && item.Message.Folder == folder)
                writer.Write(json, item.Message, item.ChangedProperties);
        });
    }

    private static Task AnswerAsync(HttpContext context, string user, string folder, SimulatedTenant tenant, FaultBoard board)
    {
        var mailbox = tenant.RequireMailbox(user);
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        ReadOnlyMemory<byte> page;
        lock (mailbox.Gate)
        {
            var found = mailbox.RequireFolder(folder);
            var source = SourceOf(mailbox, found, board.FaultsOf(mailbox.UserPrincipalName));
            var token = DeltaTokens.Read(context, source, request => First(request, found.Id));
            if (!found.Prerendered.TryGetValue(new PageKey(token, preferences), out page))
                page = Render(DeltaTokens.Address(context.Request), found, source, token, preferences).Bytes;
        }
        return GraphAnswer.SendAsync(context, page);
    }

    public static DeltaSource SourceOf(SimulatedMailbox mailbox, SimulatedFolder folder, Faults faults) =>
        new(folder.Id, folder.Log, "message", mailbox.TokenEpoch, faults);

    private static DeltaToken First(HttpRequest request, string folderId)
    {
        var filter = DeltaTokens.Option(request, "filter");
        if (MessageQuery.ParseFilter(filter).Any(c => c.Property != "receivedDateTime" || c.Operator is not ("ge" or "gt")))
            throw Refusals.BadRequest("Only receivedDateTime with ge or gt can be filtered while tracking changes.");
        if (DeltaTokens.Option(request, "search") is not null)
            throw Refusals.BadRequest("The query parameter '$search' is not supported while tracking changes.");
        var orderBy = DeltaTokens.Option(request, "orderby");
        if (orderBy is not null && orderBy.Trim() != "receivedDateTime desc")
            throw Refusals.BadRequest("Only 'receivedDateTime desc' can be ordered by while tracking changes.");
        return new DeltaToken
        {
            FolderId = folderId,
            Select = DeltaTokens.Option(request, "select"),
            Expand = DeltaTokens.Option(request, "expand"),
            Filter = filter,
            OrderBy = orderBy,
            ChangeType = request.Query["changeType"].FirstOrDefault(),
            Top = int.TryParse(DeltaTokens.Option(request, "top"), CultureInfo.InvariantCulture, out var top) ? Math.Clamp(top, 1, 1000) : null,
        };
    }
}

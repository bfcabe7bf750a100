using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Delta;

/// <summary>Change tracking of messages: per folder, and refused for a whole mailbox, as Graph does.</summary>
internal static class DeltaEndpoints
{
    private const int DefaultPageSize = 10;

    public static void MapDelta(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages/delta", AnswerAsync);
        routes.MapGet("/v1.0/users/{user}/messages/delta", (HttpContext context) => GraphError.BadRequestAsync(
            context, "Unsupported request: Change tracking is not supported against 'microsoft.graph.message'."));
    }

    private static Task AnswerAsync(HttpContext context, string user, string folder, SimulatedTenant tenant, FaultBoard board)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        ReadOnlyMemory<byte> page;
        lock (mailbox.Gate)
        {
            if (mailbox.FindFolder(folder) is not { } found)
                return GraphError.ItemUnknownAsync(context);
            if (!TryReadToken(context.Request, mailbox, found, out var token))
                return GraphError.BadRequestAsync(context, "Badly formed token.");
            if (token.FolderId != found.Id)
                return GraphError.WriteAsync(context, 400, "SyncStateInvalid", "The sync state generation is not valid for this folder.");
            if (IsLost(context, token, mailbox, found))
                return RefuseLostTokenAsync(context, board.Faults);
            page = RenderPage(context, found, token, board.Faults);
        }
        return GraphAnswer.SendAsync(context, page);
    }

    private static bool TryReadToken(HttpRequest request, SimulatedMailbox mailbox, SimulatedFolder folder, out DeltaToken token)
    {
        var text = Option(request, "skiptoken") ?? Option(request, "deltatoken");
        // "latest" is ignored for messages: the answer is the full round.
        if (string.IsNullOrEmpty(text) || text == "latest")
        {
            token = FirstToken(request, mailbox, folder);
            return true;
        }
        if (!DeltaToken.TryDecode(text, out var decoded))
        {
            token = null!;
            return false;
        }
        token = Option(request, "skiptoken") is null ? NextRound(decoded, folder) : decoded;
        return true;
    }

    private static DeltaToken FirstToken(HttpRequest request, SimulatedMailbox mailbox, SimulatedFolder folder)
    {
        var filter = Option(request, "filter");
        if (MessageQuery.ParseFilter(filter).Any(c => c.Property != "receivedDateTime" || c.Operator is not ("ge" or "gt")))
            throw new BadQueryException("BadRequest", "Only receivedDateTime with ge or gt can be filtered while tracking changes.");
        if (Option(request, "search") is not null)
            throw new BadQueryException("BadRequest", "The query parameter '$search' is not supported while tracking changes.");
        var orderBy = Option(request, "orderby");
        if (orderBy is not null && orderBy.Trim() != "receivedDateTime desc")
            throw new BadQueryException("BadRequest", "Only 'receivedDateTime desc' can be ordered by while tracking changes.");
        return new DeltaToken
        {
            FolderId = folder.Id,
            Select = Option(request, "select"),
            Expand = Option(request, "expand"),
            Filter = filter,
            OrderBy = orderBy,
            ChangeType = request.Query["changeType"].FirstOrDefault(),
            Top = int.TryParse(Option(request, "top"), out var top) ? Math.Clamp(top, 1, 1000) : null,
            Epoch = mailbox.TokenEpoch,
            Until = folder.Position,
            Fingerprint = folder.FingerprintAt(folder.Position),
        };
    }

    private static DeltaToken NextRound(DeltaToken last, SimulatedFolder folder)
    {
        // A log that is shorter than the token's place is another log: keep the token, it will be told lost.
        if (last.Until > folder.Position)
            return last;
        return last with { Since = last.Until, Until = folder.Position, Offset = 0, AfterEmptyPage = false };
    }

    private static bool IsLost(HttpContext context, DeltaToken token, SimulatedMailbox mailbox, SimulatedFolder folder)
    {
        if (token.Epoch != mailbox.TokenEpoch || token.Until > folder.Position)
            return true;
        var isFirstCall = token is { Since: 0, Offset: 0, AfterEmptyPage: false };
        if (context.Items.ContainsKey(FaultMiddleware.TokenLostItem) && !isFirstCall)
            return true;
        // In a later round the fingerprint is of the round before; within a round it is of the round itself.
        return token.Fingerprint != folder.FingerprintAt(token.Until) && token.Fingerprint != folder.FingerprintAt(token.Since);
    }

    private static Task RefuseLostTokenAsync(HttpContext context, Faults faults)
    {
        if (faults.TokenLoss == TokenLossForm.SyncStateNotFound)
            return GraphError.WriteAsync(context, 400, "SyncStateNotFound", "The sync state generation is not found; sync state is invalid.");
        context.Response.Headers.Location = $"{GraphAnswer.Root(context.Request)[..^5]}{context.Request.Path}?$deltaToken=";
        return GraphError.WriteAsync(context, 410, "syncStateNotFound", "The sync state generation is not found; please resync.");
    }

    private static ReadOnlyMemory<byte> RenderPage(HttpContext context, SimulatedFolder folder, DeltaToken token, Faults faults)
    {
        token = token with { Fingerprint = folder.FingerprintAt(token.Until) };
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var items = folder.Round(token, faults);
        var empty = !token.AfterEmptyPage && DeltaRound.Chance(token, faults, token.Offset + 1).NextDouble() < faults.EmptyPageRate;
        var size = empty ? 0 : preferences.MaxPageSize ?? token.Top ?? DefaultPageSize;
        var page = items.Skip(token.Offset).Take(size).ToList();
        var next = token with { Offset = token.Offset + page.Count, AfterEmptyPage = empty };
        var isLast = !empty && next.Offset >= items.Count;
        var writer = new MessageWriter(token.Select, token.Expand, preferences);
        return GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteString("@odata.context", $"{GraphAnswer.Root(context.Request)}/$metadata#Collection(message)");
            var address = $"{GraphAnswer.Root(context.Request)[..^5]}{context.Request.PathBase}{context.Request.Path.ToUriComponent()}";
            if (isLast)
                json.WriteString("@odata.deltaLink", $"{address}?$deltatoken={next.Encode()}");
            else
                json.WriteString("@odata.nextLink", $"{address}?$skiptoken={next.Encode()}");
            json.WriteStartArray("value");
            foreach (var item in page)
                if (item.RemovedReason is { } reason)
                    writer.WriteRemoved(json, item.Message, ItemIds.Rest(item.Message.ImmutableId, folder.Id), reason);
                else if (item.Message.Exists && item.Message.Folder == folder)
                    writer.Write(json, item.Message, item.ChangedProperties);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static string? Option(HttpRequest request, string name) =>
        request.Query["$" + name].FirstOrDefault() ?? request.Query[name].FirstOrDefault();
}

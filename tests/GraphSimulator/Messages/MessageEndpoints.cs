using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>Messages: lists, one message, its MIME, changes, moves, and translation of ids.</summary>
internal static class MessageEndpoints
{
    private const int DefaultPageSize = 10;
    private const int MostTranslatedIds = 1000;

    private static readonly string[] Changeable = ["isRead", "categories", "flag", "importance", "inferenceClassification", "subject", "body"];

    public static void MapMessages(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1.0/users/{user}/messages", (HttpContext context, string user, SimulatedTenant tenant) => ListAsync(context, user, null, tenant));
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages", ListAsync);
        routes.MapGet("/v1.0/users/{user}/messages/{id}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/mailFolders/{folder}/messages/{id}", ReadAsync);
        routes.MapGet("/v1.0/users/{user}/messages/{id}/$value", ReadMimeAsync);
        routes.MapPatch("/v1.0/users/{user}/messages/{id}", ChangeAsync);
        routes.MapDelete("/v1.0/users/{user}/messages/{id}", DeleteAsync);
        routes.MapPost("/v1.0/users/{user}/messages/{id}/move", MoveAsync);
        routes.MapPost("/v1.0/users/{user}/translateExchangeIds", TranslateAsync);
    }

    private static Task ListAsync(HttpContext context, string user, string? folder, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        var query = context.Request.Query;
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var top = int.TryParse(query["$top"], out var asked) ? asked : preferences.MaxPageSize ?? DefaultPageSize;
        if (top is < 1 or > 1000)
            return GraphError.BadRequestAsync(context, $"Invalid value '{top}' for $top query option: it must be between 1 and 1000.");
        _ = int.TryParse(query["$skip"], out var skip);
        ReadOnlyMemory<byte> body;
        lock (mailbox.Gate)
        {
            if (Source(mailbox, folder) is not { } source)
                return GraphError.ItemUnknownAsync(context);
            var found = Find(source, query);
            var page = found.Skip(skip).Take(top).ToList();
            var more = skip + page.Count < found.Count;
            var writer = new MessageWriter(query["$select"], query["$expand"], preferences);
            body = GraphAnswer.Render(json =>
            {
                json.WriteStartObject();
                json.WriteString("@odata.context", $"{GraphAnswer.Root(context.Request)}/$metadata#users('{Uri.EscapeDataString(user)}')/messages");
                if (query["$count"] == "true")
                    json.WriteNumber("@odata.count", found.Count);
                if (more)
                    json.WriteString("@odata.nextLink", NextLink(context.Request, top, skip + page.Count));
                json.WriteStartArray("value");
                foreach (var message in page)
                    writer.Write(json, message);
                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        return GraphAnswer.SendAsync(context, body);
    }

    private static List<SimulatedMessage> Find(IEnumerable<SimulatedMessage> source, IQueryCollection query)
    {
        var filter = MessageQuery.ParseFilter(query["$filter"]);
        if (query["$search"].FirstOrDefault() is not { } search)
            return [.. MessageQuery.Order(source.Where(m => filter.All(c => c.Holds(m.Json))), query["$orderby"], filter)];
        if (filter.Count > 0 || query.ContainsKey("$orderby"))
            throw new BadQueryException("SearchWithFilter", "The query parameter '$filter' is not supported with '$search'.");
        return [.. MessageSearch.Find(source, search)];
    }

    private static IEnumerable<SimulatedMessage>? Source(SimulatedMailbox mailbox, string? folder) =>
        folder is null ? mailbox.Folders.SelectMany(f => f.Messages) : mailbox.FindFolder(folder)?.Messages;

    private static string NextLink(HttpRequest request, int top, int skip)
    {
        var kept = request.Query.Where(q => q.Key is not ("$top" or "$skip"))
            .Select(q => $"{q.Key}={Uri.EscapeDataString(q.Value.ToString())}");
        var options = string.Join('&', [.. kept, $"$top={top}", $"$skip={skip}"]);
        return $"{request.Scheme}://{request.Host}{request.Path.ToUriComponent()}?{options}";
    }

    private static Task ReadAsync(HttpContext context, string user, string id, SimulatedTenant tenant) =>
        WithMessageAsync(context, user, id, tenant, (_, message) => Render(context, user, message));

    private static Task ReadMimeAsync(HttpContext context, string user, string id, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        lock (mailbox.Gate)
        {
            if (mailbox.FindMessage(id) is not { } message)
                return GraphError.ItemUnknownAsync(context);
            context.Response.ContentType = "text/plain";
            return context.Response.Body.WriteAsync(MimeWriter.Write(message.Json), context.RequestAborted).AsTask();
        }
    }

    private static async Task ChangeAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject values)
        {
            await GraphError.BadRequestAsync(context, "Unable to read JSON request payload.");
            return;
        }
        foreach (var property in values.Select(v => v.Key).Except(Changeable).ToList())
            values.Remove(property);
        await WithMessageAsync(context, user, id, tenant, (_, message) =>
        {
            if (values.Count > 0)
                SimulatedMailbox.Update(message, values, clock.GetUtcNow());
            return Render(context, user, message);
        });
    }

    private static Task DeleteAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock) =>
        WithMessageAsync(context, user, id, tenant, (mailbox, message) =>
        {
            mailbox.Delete(message, message.Folder.WellKnownName == "deleteditems" ? "deleted" : "changed", clock.GetUtcNow());
            return null;
        });

    private static async Task MoveAsync(HttpContext context, string user, string id, SimulatedTenant tenant, TimeProvider clock)
    {
        var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        var destination = body?["destinationId"]?.GetValue<string>() ?? "";
        if (tenant.FindMailbox(user)?.FindFolder(destination) is not { } folder)
        {
            await GraphError.ItemUnknownAsync(context);
            return;
        }
        await WithMessageAsync(context, user, id, tenant, (mailbox, message) =>
        {
            mailbox.Move(message, folder, "deleted", clock.GetUtcNow());
            return Render(context, user, message);
        }, 201);
    }

    private static async Task TranslateAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
        {
            await GraphError.UserUnknownAsync(context, user);
            return;
        }
        // Parameters of actions are told in any case: the SDK writes InputIds, the documentation inputIds.
        var body = await JsonNode.ParseAsync(context.Request.Body, new JsonNodeOptions { PropertyNameCaseInsensitive = true }, cancellationToken: context.RequestAborted);
        var ids = (body?["inputIds"] as JsonArray)?.Select(i => i?.GetValue<string>() ?? "").ToList() ?? [];
        if (ids.Count > MostTranslatedIds)
        {
            await GraphError.BadRequestAsync(context, $"The number of ids exceeds the limit of {MostTranslatedIds}.");
            return;
        }
        var target = body?["targetIdType"]?.GetValue<string>() ?? "";
        var answer = GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var id in ids)
                WriteTranslation(json, mailbox, id, target);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        await GraphAnswer.SendAsync(context, answer);
    }

    private static void WriteTranslation(System.Text.Json.Utf8JsonWriter json, SimulatedMailbox mailbox, string id, string target)
    {
        SimulatedMessage? message;
        lock (mailbox.Gate)
            message = mailbox.FindMessage(id);
        json.WriteStartObject();
        json.WriteString("sourceId", id);
        if (message is null)
        {
            json.WriteString("targetId", "");
            json.WriteStartObject("errorDetails");
            json.WriteString("code", "ErrorInvalidIdMalformed");
            json.WriteString("message", "Id is malformed.");
            json.WriteEndObject();
        }
        else
        {
            json.WriteString("targetId", target switch
            {
                "restImmutableEntryId" or "immutableEntryId" => message.ImmutableId,
                "ewsId" or "entryId" => ItemIds.EwsFromRest(message.RestId),
                _ => message.RestId,
            });
            json.WriteNull("errorDetails");
        }
        json.WriteEndObject();
    }

    private static ReadOnlyMemory<byte> Render(HttpContext context, string user, SimulatedMessage message)
    {
        var preferences = Preferences.Of(context.Request);
        preferences.Confirm(context.Response);
        var writer = new MessageWriter(context.Request.Query["$select"], context.Request.Query["$expand"], preferences);
        return GraphAnswer.Render(json => writer.Write(json, message, context: $"{GraphAnswer.Root(context.Request)}/$metadata#users('{Uri.EscapeDataString(user)}')/messages/$entity"));
    }

    private static Task WithMessageAsync(
        HttpContext context, string user, string id, SimulatedTenant tenant, Func<SimulatedMailbox, SimulatedMessage, ReadOnlyMemory<byte>?> answer, int status = 200)
    {
        if (tenant.FindMailbox(user) is not { } mailbox)
            return GraphError.UserUnknownAsync(context, user);
        ReadOnlyMemory<byte>? body;
        lock (mailbox.Gate)
        {
            if (mailbox.FindMessage(id) is not { } message)
                return GraphError.ItemUnknownAsync(context);
            body = answer(mailbox, message);
        }
        if (body is { } content)
            return GraphAnswer.SendAsync(context, content, status);
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    }
}

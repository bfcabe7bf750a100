using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>Translation of ids from one form to another.</summary>
internal static class IdTranslationEndpoint
{
    private const int MostIds = 1000;

    public static void MapIdTranslation(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/v1.0/users/{user}/translateExchangeIds", TranslateAsync);

    private static async Task TranslateAsync(HttpContext context, string user, SimulatedTenant tenant)
    {
        var body = await RequestBody.ReadObjectAsync(context);
        var mailbox = tenant.RequireMailbox(user);
        var ids = (body["inputIds"] as JsonArray)?.Select(i => i?.GetValue<string>() ?? "").ToList() ?? [];
        if (ids.Count > MostIds)
            throw Refusals.BadRequest($"The number of ids exceeds the limit of {MostIds}.");
        var target = body["targetIdType"]?.GetValue<string>() ?? "";
        await mailbox.AnswerAsync(context, () => GraphAnswer.Render(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("value");
            foreach (var id in ids)
                Write(json, id, mailbox.FindMessage(id), target);
            json.WriteEndArray();
            json.WriteEndObject();
        }));
    }

    private static void Write(Utf8JsonWriter json, string id, SimulatedMessage? message, string target)
    {
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
}

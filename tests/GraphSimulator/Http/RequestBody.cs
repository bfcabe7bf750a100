using System.Text.Json.Nodes;

namespace GraphSimulator.Http;

/// <summary>Reads what a request brings.</summary>
internal static class RequestBody
{
    private static readonly JsonNodeOptions AnyCase = new() { PropertyNameCaseInsensitive = true };

    /// <summary>The JSON object of the body. Property names are found in any case: the SDK writes parameters of actions with a capital.</summary>
    public static async Task<JsonObject> ReadObjectAsync(HttpContext context) =>
        await JsonNode.ParseAsync(context.Request.Body, AnyCase, cancellationToken: context.RequestAborted) as JsonObject
        ?? throw Refusals.BadRequest("Unable to read JSON request payload.");

    /// <summary>The body as text.</summary>
    public static async Task<string> ReadTextAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        return await reader.ReadToEndAsync(context.RequestAborted);
    }
}

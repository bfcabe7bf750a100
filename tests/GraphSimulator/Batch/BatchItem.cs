using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Batch;

/// <summary>One request of a batch.</summary>
internal sealed record BatchItem(string Id, string Method, string Url, IReadOnlyDictionary<string, string> Headers, JsonNode? Body, IReadOnlyList<string> DependsOn)
{
    public static BatchItem Read(JsonObject json)
    {
        if (json["id"]?.ToString() is not { Length: > 0 } id || json["method"]?.GetValue<string>() is not { Length: > 0 } method || json["url"]?.GetValue<string>() is not { Length: > 0 } url)
            throw Refusals.BadRequest("Each request of a batch needs id, method and url.");
        var headers = (json["headers"] as JsonObject ?? []).ToDictionary(h => h.Key, h => h.Value?.ToString() ?? "", StringComparer.OrdinalIgnoreCase);
        var body = json["body"];
        if (body is not null && !headers.ContainsKey("Content-Type"))
            throw Refusals.BadRequest($"Request '{id}' has a body and no Content-Type header.");
        var dependsOn = (json["dependsOn"] as JsonArray)?.Select(d => d!.ToString()).ToList() ?? [];
        return new BatchItem(id, method.ToUpperInvariant(), url, headers, body, dependsOn);
    }
}

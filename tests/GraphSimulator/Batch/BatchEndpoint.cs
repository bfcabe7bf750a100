using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Batch;

/// <summary>Several requests in one: at most twenty, each throttled alone, answered in any order.</summary>
internal static class BatchEndpoint
{
    private const int MostRequests = 20;

    public static void MapBatch(this IEndpointRouteBuilder routes) => routes.MapPost("/v1.0/$batch", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context, BatchRunner runner)
    {
        var items = Read(await RequestBody.ReadObjectAsync(context));
        var answers = await runner.RunAsync(context, items);
        await GraphAnswer.SendAsync(context, GraphAnswer.Render(json => new JsonObject { ["responses"] = new JsonArray([.. answers]) }.WriteTo(json)));
    }

    private static List<BatchItem> Read(JsonObject body)
    {
        if (body["requests"] is not JsonArray { Count: > 0 } requests)
            throw Refusals.BadRequest("Invalid batch payload format.");
        if (requests.Count > MostRequests)
            throw new BadQueryException("MaximumValueExceeded", $"Number of batch request steps exceeds the maximum value of {MostRequests}.");
        var items = requests.Select(r => BatchItem.Read(r as JsonObject ?? throw Refusals.BadRequest("Invalid batch payload format."))).ToList();
        if (items.GroupBy(i => i.Id, StringComparer.OrdinalIgnoreCase).FirstOrDefault(g => g.Count() > 1) is { } same)
            throw Refusals.BadRequest($"Duplicate request id '{same.Key}' in the batch.");
        // Only earlier requests can be waited for, so there are no circles.
        for (var i = 0; i < items.Count; i++)
            if (items[i].DependsOn.FirstOrDefault(d => !items.Take(i).Any(earlier => earlier.Id.Equals(d, StringComparison.OrdinalIgnoreCase))) is { } unknown)
                throw Refusals.BadRequest($"Request '{items[i].Id}' depends on '{unknown}', which does not come before it.");
        return items;
    }
}

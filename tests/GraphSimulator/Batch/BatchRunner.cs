using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;
using GraphSimulator.Misbehaviour;

namespace GraphSimulator.Batch;

/// <summary>Sends the requests of a batch to this service itself, so that each meets limits and faults of its own; four at a time per mailbox.</summary>
internal sealed class BatchRunner(HttpClient http, FaultBoard board)
{
    private const int AtATime = 4;

    private static readonly string[] AnswerHeaders = ["Retry-After", "Location", "Preference-Applied", "Cache-Control"];

    public async Task<IReadOnlyList<JsonObject>> RunAsync(HttpContext context, IReadOnlyList<BatchItem> items)
    {
        var slots = items.Select(MailboxOf).Distinct().ToDictionary(m => m, _ => new SemaphoreSlim(AtATime));
        var running = new Dictionary<string, Task<JsonObject>>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in items)
            running[item.Id] = RunAsync(context, item, [.. item.DependsOn.Select(d => running[d])], slots[MailboxOf(item)]);
        var answers = await Task.WhenAll(running.Values);
        // Any order will do; this one is the same for the same seed.
        return [.. answers.OrderBy(a => ItemIds.Digest(board.Faults.Seed.ToString(CultureInfo.InvariantCulture), a["id"]!.GetValue<string>()), StringComparer.Ordinal)];
    }

    private async Task<JsonObject> RunAsync(HttpContext context, BatchItem item, Task<JsonObject>[] dependencies, SemaphoreSlim slot)
    {
        foreach (var dependency in await Task.WhenAll(dependencies))
            if (dependency["status"]!.GetValue<int>() >= 400)
                return Answer(item, 424, [], Error("FailedDependency", $"The request failed because request '{dependency["id"]}' failed."));
        await slot.WaitAsync(context.RequestAborted);
        try
        {
            return await SendAsync(context, item);
        }
        finally
        {
            slot.Release();
        }
    }

    private async Task<JsonObject> SendAsync(HttpContext context, BatchItem item)
    {
        using var request = new HttpRequestMessage(new HttpMethod(item.Method), $"{GraphAnswer.Root(context.Request)}/{item.Url.TrimStart('/')}");
        if (item.Body is { } body)
        {
            request.Content = new StringContent(body is JsonValue value && value.TryGetValue<string>(out var text) ? text : body.ToJsonString(), Encoding.UTF8);
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.TryAddWithoutValidation("Content-Type", item.Headers["Content-Type"]);
        }
        foreach (var (name, header) in item.Headers)
            request.Headers.TryAddWithoutValidation(name, header);
        if (context.Request.Headers.Authorization.FirstOrDefault() is { } authorization)
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        try
        {
            using var answer = await http.SendAsync(request, context.RequestAborted);
            return await ReadAsync(item, answer, context.RequestAborted);
        }
        catch (HttpRequestException)
        {
            return Answer(item, 503, [], Error("serviceNotAvailable", "The service is temporarily unavailable."));
        }
    }

    private static async Task<JsonObject> ReadAsync(BatchItem item, HttpResponseMessage answer, CancellationToken cancel)
    {
        var headers = new JsonObject();
        foreach (var name in AnswerHeaders)
            if (answer.Headers.TryGetValues(name, out var values))
                headers[name] = string.Join(", ", values);
        var bytes = await answer.Content.ReadAsByteArrayAsync(cancel);
        if (bytes.Length == 0)
            return Answer(item, (int)answer.StatusCode, headers, null);
        headers["Content-Type"] = answer.Content.Headers.ContentType?.MediaType;
        return Answer(item, (int)answer.StatusCode, headers, Body(bytes));
    }

    private static JsonNode? Body(byte[] bytes)
    {
        try
        {
            return JsonNode.Parse(bytes);
        }
        catch (JsonException)
        {
            return Convert.ToBase64String(bytes);
        }
    }

    private static JsonObject Answer(BatchItem item, int status, JsonObject headers, JsonNode? body)
    {
        var answer = new JsonObject { ["id"] = item.Id, ["status"] = status, ["headers"] = headers };
        if (body is not null)
            answer["body"] = body;
        return answer;
    }

    private static JsonObject Error(string code, string message) => new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };

    private static string MailboxOf(BatchItem item)
    {
        var segments = item.Url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        return segments.Length > 1 && segments[0].Equals("users", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(segments[1]).ToLowerInvariant() : "";
    }
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace GraphSimulator.Http;

/// <summary>Errors in Graph's shape: <c>{"error":{"code","message","innerError":{"date","request-id","client-request-id"}}}</c>.</summary>
internal static class GraphError
{
    public static Task WriteAsync(HttpContext context, int status, string code, string message)
    {
        var requestId = Guid.NewGuid().ToString();
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        context.Response.Headers["request-id"] = requestId;
        var body = new JsonObject
        {
            ["error"] = new JsonObject
            {
                ["code"] = code,
                ["message"] = message,
                ["innerError"] = new JsonObject
                {
                    ["date"] = DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture),
                    ["request-id"] = requestId,
                    ["client-request-id"] = context.Request.Headers["client-request-id"].FirstOrDefault() ?? requestId,
                },
            },
        };
        return context.Response.WriteAsync(body.ToJsonString());
    }

    public static Task UserUnknownAsync(HttpContext context, string user) =>
        WriteAsync(context, 404, "ErrorInvalidUser", $"The requested user '{user}' is invalid.");

    public static Task ItemUnknownAsync(HttpContext context) =>
        WriteAsync(context, 404, "ErrorItemNotFound", "The specified object was not found in the store., The process failed to get the correct properties.");

    public static Task BadRequestAsync(HttpContext context, string message) => WriteAsync(context, 400, "BadRequest", message);
}

/// <summary>A request that Graph would refuse with 400.</summary>
internal sealed class BadQueryException(string code, string message) : Exception(message)
{
    public string Code { get; } = code;
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace GraphSimulator.Http;

/// <summary>Errors in Graph's shape: <c>{"error":{"code","message","innerError":{"date","request-id","client-request-id"}}}</c>.</summary>
internal static class GraphError
{
    public static Task WriteAsync(HttpContext context, RefusedException refusal)
    {
        if (refusal.Location is { } location)
            context.Response.Headers.Location = location;
        if (refusal.RetryAfter is { } wait)
            context.RequestServices.GetRequiredService<RetryAfterHeader>().Set(context.Response, wait);
        return WriteAsync(context, refusal.Status, refusal.Code, refusal.Message);
    }

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

    public static Task UserUnknownAsync(HttpContext context, string user) => WriteAsync(context, Refusals.UserUnknown(user));

    public static Task ItemUnknownAsync(HttpContext context) => WriteAsync(context, Refusals.ItemUnknown());

    public static Task BadRequestAsync(HttpContext context, string message) => WriteAsync(context, 400, "BadRequest", message);
}

using CrmAddin.Core.Store;

namespace CrmAddin.Web.Http;

/// <summary>Whether the product is up, for watchers: no data, no versions.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", async (CrmDb db, CancellationToken cancel) =>
        await db.Database.CanConnectAsync(cancel)
            ? Results.Ok(new { status = "ok" })
            : Results.Json(new { status = "the store cannot be reached" }, statusCode: StatusCodes.Status503ServiceUnavailable)).AllowAnonymous();
}

using System.Data.Common;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Http;

/// <summary>Whether the product is up, for watchers: no data, no versions. It is degraded while an alarm of mail logging stands.</summary>
public static class HealthEndpoints
{
    /// <summary>Maps the route.</summary>
    public static void MapHealth(this IEndpointRouteBuilder routes) => routes.MapGet("/health", async (CrmDb db, CancellationToken cancel) =>
    {
        if (!await db.Database.CanConnectAsync(cancel))
            return Results.Json(new { status = "the store cannot be reached" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        try
        {
            return Results.Ok(new { status = await HealthQuery.AllAlarms(db).AnyAsync(cancel) ? "degraded" : "ok" });
        }
        catch (DbException)
        {
            return Results.Json(new { status = "the store is not up to date" }, statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }).AllowAnonymous();
}

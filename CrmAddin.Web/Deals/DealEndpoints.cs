using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Deals;

/// <summary>Routes of deals.</summary>
public static class DealEndpoints
{
    private const int RowsAPage = 50;

    /// <summary>Maps the routes.</summary>
    public static void MapDeals(this IEndpointRouteBuilder routes) => routes.MapGet("/app/deals", ListAsync);

    private static async Task<RazorComponentResult<DealsPage>> ListAsync(long? pipeline, StageKind? kind, long? before, CrmDb db, CancellationToken cancel)
    {
        var pipelines = await DealQuery.Pipelines(db).ToListAsync(cancel);
        var chosen = pipelines.Find(p => p.Id == pipeline) ?? pipelines.FirstOrDefault();
        var rows = chosen is null ? [] : await DealQuery.Page(db, chosen.Id, kind ?? StageKind.Open, before ?? long.MaxValue).Take(RowsAPage + 1).ToListAsync(cancel);
        return new RazorComponentResult<DealsPage>(new
        {
            Pipelines = pipelines,
            Chosen = chosen,
            Kind = kind ?? StageKind.Open,
            Rows = rows.Take(RowsAPage).ToList(),
            HasMore = rows.Count > RowsAPage,
        });
    }
}

using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Deals;

/// <summary>Routes of deals.</summary>
public static class DealEndpoints
{
    private const int RowsAPage = 50;

    /// <summary>Maps the routes.</summary>
    public static void MapDeals(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/deals");
        pages.MapGet("", ListAsync);
        pages.MapGet("/{id:long}", PageAsync);
        pages.MapPost("/{id:long}/fields", SaveFieldsAsync);
    }

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

    private static async Task<IResult> PageAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await DealView.ReadAsync(db, id, cancel) is not { } view)
            return new DealUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<DealCard>(new { View = view })
            : new RazorComponentResult<DealPage>(new { View = view });
    }

    private static async Task<IResult> SaveFieldsAsync(long id, HttpContext http, CrmDb db, SaveDealFields save, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var custom = form.CustomValues() ?? new Dictionary<string, IReadOnlyList<string>>();
        var saved = await save.RunAsync(id, form.Count("version"), custom, http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<DealCard>(new { View = await DealView.ReadAsync(db, id, cancel), IsSaved = true })
            : TypedResults.Ok(new { saved.Value.Id, saved.Value.Version });
    }
}

/// <summary>A deal with what its page shows.</summary>
/// <param name="Deal">The deal with its parts.</param>
/// <param name="CustomFields">The firm's own fields of a deal.</param>
/// <param name="Threads">The last conversations about the deal, within what the reader may see.</param>
public sealed record DealView(Deal Deal, IReadOnlyList<CustomField> CustomFields, ThreadListView Threads)
{
    /// <summary>Reads a deal within what the reader sees; null when there is none.</summary>
    public static async Task<DealView?> ReadAsync(CrmDb db, long id, CancellationToken cancel) =>
        await DealQuery.Whole(db, id).FirstOrDefaultAsync(cancel) is { } deal
            ? new(
                deal,
                await CustomFieldQuery.Offered(db, FieldEntity.Deal).ToListAsync(cancel),
                await ThreadListView.ReadAsync(db, ThreadOwner.Deal(id), ThreadPlace.Top, cancel))
            : null;
}

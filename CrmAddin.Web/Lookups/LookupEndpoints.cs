using CrmAddin.Core.Audit;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Lookups;

/// <summary>Routes of the lists that an administrator edits.</summary>
public static class LookupEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapLookups(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/lookups").AddEndpointFilter(AdministratorsOnly.Filter);
        pages.MapGet("", PageAsync);
        pages.MapPost("", SaveAsync);
        pages.MapPost("/{id:long}", SaveAsync);
        pages.MapGet("/merge", CompareAsync);
        pages.MapPost("/merge", MergeAsync);
        pages.MapPost("/merge/{changeSetId:long}/undo", UndoAsync);
    }

    private static async Task<IResult> PageAsync(LookupKind? kind, CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<LookupsPage>(new { View = await LookupsView.ReadAsync(db, kind ?? LookupKind.Source, cancel) });

    private static async Task<IResult> SaveAsync(long? id, HttpContext http, CrmDb db, SaveLookupItem save, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var kind = form.Named<LookupKind>("kind") ?? LookupKind.Source;
        var saved = await save.RunAsync(
            id, kind, form.One("name"), form.One("nameArabic"), form.IsTicked("isRetired"), http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<LookupTable>(new { View = await LookupsView.ReadAsync(db, saved.Value.Kind, cancel), IsSaved = true })
            : TypedResults.Ok(new { saved.Value.Id, saved.Value.Name, saved.Value.NameArabic, saved.Value.IsRetired });
    }

    private static async Task<IResult> CompareAsync(long keep, long merge, HttpContext http, MergeLookups merging, CancellationToken cancel)
    {
        var overlap = await merging.PreviewAsync(merge, keep, cancel);
        return overlap.Succeeded ? new RazorComponentResult<MergeLookupsPage>(new { Overlap = overlap.Value }) : overlap.Error.ToResponse(http);
    }

    private static async Task<IResult> MergeAsync([FromForm] long keep, [FromForm] long merge, HttpContext http, MergeLookups merging, CancellationToken cancel)
    {
        var merged = await merging.RunAsync(merge, keep, http.Place(), null, cancel);
        if (!merged.Succeeded)
            return merged.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? new RazorComponentResult<LookupsMerged>(new { Merged = merged.Value }) : TypedResults.Ok(merged.Value);
    }

    private static async Task<IResult> UndoAsync(long changeSetId, HttpContext http, UndoChangeSet undo, CancellationToken cancel)
    {
        var undone = await undo.RunAsync(changeSetId, http.Place(), cancel);
        if (!undone.Succeeded)
            return undone.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? new RazorComponentResult<LookupsMerged>(new { Undone = undone.Value }) : TypedResults.Ok(undone.Value);
    }
}

/// <summary>A list with how often its items are used.</summary>
/// <param name="Kind">The list.</param>
/// <param name="Items">Its items.</param>
/// <param name="Similar">Items that may be one.</param>
public sealed record LookupsView(LookupKind Kind, IReadOnlyList<LookupUse> Items, IReadOnlyList<(LookupUse Keep, LookupUse Merge)> Similar)
{
    /// <summary>Reads a list.</summary>
    public static async Task<LookupsView> ReadAsync(CrmDb db, LookupKind kind, CancellationToken cancel)
    {
        var items = await LookupQuery.WithUses(db, kind).ToListAsync(cancel);
        return new(kind, items, SimilarTags.Find([.. items.Where(i => !i.Item.IsRetired)]));
    }
}

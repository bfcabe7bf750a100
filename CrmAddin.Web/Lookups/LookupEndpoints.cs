using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
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
    }

    private static async Task<IResult> PageAsync(LookupKind? kind, CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<LookupsPage>(new { View = await LookupsView.ReadAsync(db, kind ?? LookupKind.Source, cancel) });

    private static async Task<IResult> SaveAsync(long? id, HttpContext http, CrmDb db, SaveLookupItem save, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var kind = form.Named<LookupKind>("kind") ?? LookupKind.Source;
        var saved = await save.RunAsync(
            id, kind, form.One("name"), form.One("nameArabic"), form.IsTicked("isRetired"), http.Connection.RemoteIpAddress?.ToString() ?? "page", cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<LookupTable>(new { View = await LookupsView.ReadAsync(db, saved.Value.Kind, cancel), IsSaved = true })
            : TypedResults.Ok(new { saved.Value.Id, saved.Value.Name, saved.Value.NameArabic, saved.Value.IsRetired });
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

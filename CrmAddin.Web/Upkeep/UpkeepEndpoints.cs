using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Upkeep;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Upkeep;

/// <summary>Routes of upkeep: the numbers, the lists behind them and what is done on them.</summary>
public static class UpkeepEndpoints
{
    private const int RowsAPage = 50;
    private const int MonthsByDefault = 12;
    private const int MostMonths = 240;

    /// <summary>Maps the routes.</summary>
    public static void MapUpkeep(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/upkeep");
        pages.MapGet("", NumbersAsync);
        pages.MapGet("/{kind}", ListAsync);
        pages.MapPost("/archive", ArchiveManyAsync);
        pages.MapPost("/{id:long}/archive", (long id, HttpContext http, CrmDb db, ArchiveContacts archive, KeptUpkeepFigures kept, CancellationToken cancel) =>
            ArchiveAsync(id, true, http, db, archive, kept, cancel));
        pages.MapPost("/{id:long}/restore", (long id, HttpContext http, CrmDb db, ArchiveContacts archive, KeptUpkeepFigures kept, CancellationToken cancel) =>
            ArchiveAsync(id, false, http, db, archive, kept, cancel));
        pages.MapPost("/{id:long}/take-over", TakeOverAsync);
    }

    private static async Task<IResult> NumbersAsync(int? months, bool? fresh, HttpContext http, CurrentUser current, KeptUpkeepFigures kept)
    {
        var chosen = Math.Clamp(months ?? MonthsByDefault, 1, MostMonths);
        var (figures, isCounting) = await kept.GetAsync(current.Reader, chosen, fresh == true);
        var parameters = new { Figures = figures, IsCounting = isCounting, Months = chosen };
        if (!ErrorResponses.IsHtmx(http))
            return new RazorComponentResult<UpkeepPage>(parameters);
        return new RazorComponentResult<UpkeepNumbers>(parameters);
    }

    private static async Task<IResult> ListAsync(
        string kind, int? months, string? field, long? after, HttpContext http, CrmDb db, CountUpkeep upkeep, CancellationToken cancel)
    {
        if (!Enum.TryParse<UpkeepKind>(kind, ignoreCase: true, out var asked) || !Enum.IsDefined(asked))
            return new UpkeepListUnknown(kind).ToResponse(http);
        var chosen = Math.Clamp(months ?? MonthsByDefault, 1, MostMonths);
        var request = await upkeep.RequestAsync(asked, chosen, field, cancel);
        var ids = await UpkeepQuery.Page(db, request, after ?? 0).Take(RowsAPage + 1).ToListAsync(cancel);
        var rows = await UpkeepQuery.Rows(db, [.. ids.Take(RowsAPage)]).ToListAsync(cancel);
        var parameters = new { Kind = asked, Field = field, Months = chosen, Rows = rows, HasMore = ids.Count > RowsAPage };
        return ErrorResponses.IsHtmx(http) ? new RazorComponentResult<UpkeepRows>(parameters) : new RazorComponentResult<UpkeepListPage>(parameters);
    }

    private static async Task<IResult> ArchiveManyAsync(HttpContext http, CurrentUser current, ArchiveContacts archive, KeptUpkeepFigures kept, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var months = (int)Math.Clamp(form.Whole("months") ?? MonthsByDefault, 1, MostMonths);
        var archived = await archive.RunAsync(months, form.Whole("changeSet"), http.Place(), cancel);
        if (!archived.Succeeded)
            return archived.Error.ToResponse(http);
        kept.Forget(current.Reader);
        var done = archived.Value.Archived + (form.Whole("done") ?? 0);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ArchiveProgress>(new { Step = archived.Value, Done = done, Months = months })
            : TypedResults.Ok(archived.Value);
    }

    private static async Task<IResult> ArchiveAsync(long id, bool isArchived, HttpContext http, CrmDb db, ArchiveContacts archive, KeptUpkeepFigures kept, CancellationToken cancel)
    {
        var changed = await archive.RunAsync(id, isArchived, http.Place(), cancel);
        return Done(changed, isArchived ? "upkeep.archived-one" : "upkeep.restored-one", http, db, kept);
    }

    private static async Task<IResult> TakeOverAsync(long id, HttpContext http, CrmDb db, TakeOverContact takeOver, KeptUpkeepFigures kept, CancellationToken cancel) =>
        Done(await takeOver.RunAsync(id, http.Place(), cancel), "upkeep.taken-over", http, db, kept);

    private static IResult Done(Result<Contact> changed, string text, HttpContext http, CrmDb db, KeptUpkeepFigures kept)
    {
        if (!changed.Succeeded)
            return changed.Error.ToResponse(http);
        kept.Forget(db.Reader);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<UpkeepDone>(new { Contact = changed.Value, Text = text })
            : TypedResults.Ok(new { changed.Value.Id, changed.Value.Version, changed.Value.ArchivedAt, changed.Value.OwnerId });
    }
}

/// <summary>No such list of upkeep.</summary>
public sealed record UpkeepListUnknown(string Name) : NotFoundError($"There is no list \"{Name}\". Go back to the numbers and choose one.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

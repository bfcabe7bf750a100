using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts.List;

/// <summary>Routes of the list of contacts: searching, filtering, saved filters, and changes of a selection.</summary>
public static class ContactListEndpoints
{
    private const int RowsAPage = 50;
    private const int MostFiltered = 500;
    private const string ChangedEvent = "filterchanged";

    /// <summary>Maps the routes.</summary>
    public static void MapContactList(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/contacts");
        pages.MapGet("", ListAsync);
        pages.MapGet("/filter/row", RowAsync);
        pages.MapGet("/filter/none", NoRow);
        pages.MapPost("/filters", SaveFilterAsync);
        pages.MapPost("/filters/{id:long}/rename", RenameFilterAsync);
        pages.MapPost("/filters/{id:long}/delete", DeleteFilterAsync);
        pages.MapPost("/filters/{id:long}/default", ChooseDefaultAsync);
        pages.MapPost("/selection", ChangeSelectionAsync);
        pages.MapPost("/selection/{changeSetId:long}/take-back", TakeBackAsync);
        routes.MapGet("/api/contacts", FindAsync);
    }

    private static async Task<IResult> ListAsync(ContactListRequest request, HttpContext http, ReadContactList read, CancellationToken cancel)
    {
        var view = await read.RunAsync(request, RowsAPage, withForm: !ErrorResponses.IsHtmx(http), cancel);
        var status = view.Refusal is { } refusal ? ErrorResponses.StatusOf(refusal) : StatusCodes.Status200OK;
        if (!ErrorResponses.IsHtmx(http))
            return new RazorComponentResult<ContactsPage>(new { View = view }) { StatusCode = status };
        if (view.Refusal is not null)
            return view.Refusal.ToResponse(http);
        return request.After is null ? new RazorComponentResult<ContactRows>(new { View = view }) : new RazorComponentResult<MoreContactRows>(new { View = view });
    }

    private static async Task<IResult> RowAsync(ContactListRequest request, string? key, HttpContext http, CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        var fields = await FilterFields.ReadAsync(db, firm, cancel);
        if (key is not null)
            http.Response.Headers["HX-Trigger-After-Settle"] = ChangedEvent;
        var draft = request.Drafts.FirstOrDefault(d => d.Key == key) ?? new ConditionDraft(ConditionDraft.NewKey(), "", null, []);
        return new RazorComponentResult<ConditionRow>(new { Draft = draft, Fields = fields });
    }

    // The row is taken away by htmx; the list is then asked for without it.
    private static Ok NoRow(HttpContext http)
    {
        http.Response.Headers["HX-Trigger-After-Settle"] = ChangedEvent;
        return TypedResults.Ok();
    }

    private static async Task<IResult> SaveFilterAsync(ContactListRequest request, [FromForm] string? name, HttpContext http, CrmDb db, SaveFilter save, CancellationToken cancel)
    {
        var filter = request.ToFilter();
        if (!filter.Succeeded)
            return filter.Error.ToResponse(http);
        var saved = await save.RunAsync(name ?? "", filter.Value, cancel);
        return await MenuAsync(saved, http, db, cancel);
    }

    private static async Task<IResult> RenameFilterAsync(long id, [FromForm] string? name, HttpContext http, CrmDb db, RenameFilter rename, CancellationToken cancel) =>
        await MenuAsync(await rename.RunAsync(id, name ?? "", cancel), http, db, cancel);

    private static async Task<IResult> DeleteFilterAsync(long id, HttpContext http, CrmDb db, DeleteFilter delete, CancellationToken cancel) =>
        await MenuAsync(await delete.RunAsync(id, cancel), http, db, cancel);

    private static async Task<IResult> ChooseDefaultAsync(long id, HttpContext http, CrmDb db, ChooseDefaultFilter choose, CancellationToken cancel) =>
        await MenuAsync(await choose.RunAsync(id, cancel), http, db, cancel);

    private static async Task<IResult> MenuAsync(Result<SavedFilter> done, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (!done.Succeeded)
            return done.Error.ToResponse(http);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(new { done.Value.Id, done.Value.Name, done.Value.IsDefault });
        var all = await ContactFilterQuery.SavedBy(db, db.Reader.UserId).AsNoTracking().ToListAsync(cancel);
        return new RazorComponentResult<SavedFiltersMenu>(new { Filters = all, OpenId = (long?)done.Value.Id, IsOpen = true });
    }

    private static async Task<IResult> ChangeSelectionAsync(
        ContactListRequest request, [FromForm] string? action, HttpContext http, ChangeSelected change, ReadContactList read, CancellationToken cancel)
    {
        var (what, item) = Action(action);
        if (what is null)
            return new SelectionActionMissing().ToResponse(http);
        var changed = await change.RunAsync(request.Selected, what.Value, item, http.Place(), cancel);
        if (!changed.Succeeded)
            return changed.Error.ToResponse(http);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(changed.Value);
        var view = await read.RunAsync(request, RowsAPage, withForm: false, cancel);
        return new RazorComponentResult<ContactRows>(new { View = view with { Changed = changed.Value } });
    }

    private static async Task<IResult> TakeBackAsync(
        long changeSetId, ContactListRequest request, HttpContext http, UndoChangeSet undo, ReadContactList read, CancellationToken cancel)
    {
        var undone = await undo.RunAsync(changeSetId, http.Place(), cancel);
        if (!undone.Succeeded)
            return undone.Error.ToResponse(http);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(new { undone.Value.Reversed });
        return new RazorComponentResult<ContactRows>(new { View = await read.RunAsync(request, RowsAPage, withForm: false, cancel), IsTakenBack = true });
    }

    private static async Task<IResult> FindAsync(
        string? find, string? filter, int? limit, HttpContext http, CrmDb db, FindContacts search, ApplyFilter apply, CancellationToken cancel)
    {
        var most = Math.Clamp(limit ?? 20, 1, 100);
        var hits = await search.RunAsync(find ?? "", filter is null ? most : MostFiltered, cancel);
        if (filter is not null)
        {
            var applied = await apply.RunAsync(filter, cancel);
            if (!applied.Succeeded)
                return applied.Error.ToResponse(http);
            hits = [.. (await FilterHits.RunAsync(db, applied.Value, hits, cancel)).Take(most)];
        }
        var ids = hits.Select(h => h.ContactId).ToList();
        var rows = await ContactQuery.Rows(db, ids).ToListAsync(cancel);
        return TypedResults.Ok(hits.Join(rows, h => h.ContactId, c => c.Id, FoundContact.From).ToList());
    }

    // "owner:7", "add:12", "archive": one list of choices holds the action and what it is done with.
    private static (SelectionChange? What, long? Item) Action(string? text)
    {
        var parts = (text ?? "").Split(':', 2);
        if (!Enum.TryParse<SelectionChange>(parts[0], ignoreCase: true, out var what) || !Enum.IsDefined(what))
            return (null, null);
        return (what, parts.Length > 1 && long.TryParse(parts[1], System.Globalization.CultureInfo.InvariantCulture, out var item) ? item : null);
    }
}

/// <summary>No action was chosen for the selection.</summary>
public sealed record SelectionActionMissing() : RuleError("Choose what to do with the selected contacts.");

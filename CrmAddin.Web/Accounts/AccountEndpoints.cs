using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Mail;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Accounts;

/// <summary>Routes of accounts.</summary>
public static class AccountEndpoints
{
    private const int RowsAPage = 50;

    /// <summary>Maps the routes.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/accounts");
        pages.MapGet("", ListAsync);
        pages.MapGet("/new", NewAsync);
        pages.MapGet("/names", NamesAsync);
        pages.MapGet("/{id:long}", PageAsync);
        pages.MapGet("/{id:long}/edit", EditAsync);
        pages.MapPost("", CreateAsync);
        pages.MapPost("/{id:long}", SaveAsync);
    }

    private static async Task<IResult> ListAsync(string? find, string? after, long? afterId, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        var rows = await Found(db, find, after, afterId).Take(RowsAPage + 1).ToListAsync(cancel);
        var parameters = new { Find = find, Rows = rows.Take(RowsAPage).ToList(), HasMore = rows.Count > RowsAPage };
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<AccountRows>(parameters)
            : new RazorComponentResult<AccountsPage>(parameters);
    }

    private static IQueryable<Account> Found(CrmDb db, string? find, string? after, long? afterId)
    {
        var prefix = SearchText.Fold(find);
        return prefix.Length == 0 ? AccountQuery.Page(db, after ?? "", afterId ?? 0) : AccountQuery.Named(db, prefix);
    }

    // Names for the field of a contact's firm, as one types.
    private static async Task<IResult> NamesAsync(string? account, string? parent, CrmDb db, CancellationToken cancel)
    {
        var prefix = SearchText.Fold(account ?? parent);
        var names = prefix.Length == 0 ? [] : await AccountQuery.Named(db, prefix).Take(12).Select(a => a.Name).ToListAsync(cancel);
        return new RazorComponentResult<AccountNames>(new { Names = names });
    }

    private static async Task<IResult> PageAsync(long id, string? after, long? afterId, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await AccountView.ReadAsync(db, id, after ?? "", afterId ?? 0, cancel) is not { } view)
            return new AccountUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<AccountCard>(new { View = view })
            : new RazorComponentResult<AccountPage>(new { View = view });
    }

    private static async Task<IResult> NewAsync(CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<NewAccountPage>(new { Lists = await AccountLists.ReadAsync(db, cancel) });

    private static async Task<IResult> EditAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await AccountQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } account)
            return new AccountUnknown(id).ToResponse(http);
        return new RazorComponentResult<AccountEditor>(new { Account = account, Lists = await AccountLists.ReadAsync(db, cancel) });
    }

    private static async Task<IResult> CreateAsync(HttpContext http, SaveAccount save, CancellationToken cancel)
    {
        var form = await AccountForm.ReadAsync(http, null);
        if (!form.Succeeded)
            return form.Error.ToResponse(http);
        var saved = await save.RunAsync(form.Value, http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        http.Response.Headers["HX-Redirect"] = $"/app/accounts/{saved.Value.Id}";
        return TypedResults.Created($"/app/accounts/{saved.Value.Id}", new { saved.Value.Id, saved.Value.Version });
    }

    private static async Task<IResult> SaveAsync(long id, HttpContext http, CrmDb db, SaveAccount save, CancellationToken cancel)
    {
        var form = await AccountForm.ReadAsync(http, id);
        if (!form.Succeeded)
            return form.Error.ToResponse(http);
        var saved = await save.RunAsync(form.Value, http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<AccountCard>(new { View = await AccountView.ReadAsync(db, id, "", 0, cancel), IsSaved = true })
            : TypedResults.Ok(new { saved.Value.Id, saved.Value.Version });
    }
}

/// <summary>An account with what its page shows.</summary>
/// <param name="Account">The account with its parts.</param>
/// <param name="People">People of the firm; one more than shown says that there are more.</param>
/// <param name="Deals">Its deals.</param>
/// <param name="Children">Accounts that it owns.</param>
/// <param name="CustomFields">The firm's own fields of an account.</param>
/// <param name="Threads">The last conversations with the account, within what the reader may see.</param>
public sealed record AccountView(
    Account Account, IReadOnlyList<Contact> People, IReadOnlyList<Deal> Deals, IReadOnlyList<Account> Children, IReadOnlyList<CustomField> CustomFields,
    ThreadListView Threads)
{
    /// <summary>People on one page.</summary>
    public const int PeopleAPage = 25;

    /// <summary>Reads an account within what the reader sees; null when there is none.</summary>
    public static async Task<AccountView?> ReadAsync(CrmDb db, long id, string after, long afterId, CancellationToken cancel)
    {
        if (await AccountQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } account)
            return null;
        return new(
            account,
            await AccountQuery.People(db, id, after, afterId).Take(PeopleAPage + 1).ToListAsync(cancel),
            await AccountQuery.DealsOf(db, id).Take(20).ToListAsync(cancel),
            await AccountQuery.Children(db, id).Take(50).ToListAsync(cancel),
            account.CustomValues.Count == 0 ? [] : await CustomFieldQuery.All(db, FieldEntity.Account).ToListAsync(cancel),
            await ThreadListView.ReadAsync(db, ThreadOwner.Account(id), ThreadPlace.Top, cancel));
    }
}

/// <summary>What the account form offers to choose from.</summary>
public sealed record AccountLists(IReadOnlyList<LookupItem> Industries, IReadOnlyList<CustomField> CustomFields, IReadOnlyList<string> Required)
{
    /// <summary>Reads the items; retired ones too, for accounts that have them.</summary>
    public static async Task<AccountLists> ReadAsync(CrmDb db, CancellationToken cancel) => new(
        await db.LookupItems.AsNoTracking().Where(i => i.Kind == LookupKind.Industry).OrderBy(i => i.Position).ThenBy(i => i.Id).ToListAsync(cancel),
        await CustomFieldQuery.Offered(db, FieldEntity.Account).ToListAsync(cancel),
        await db.RequiredFields.AsNoTracking().Where(r => r.Entity == FieldEntity.Account).Select(r => r.Field).ToListAsync(cancel));
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts;

/// <summary>Routes of contacts. Each action answers a fragment to htmx and JSON to everyone else.</summary>
public static class ContactEndpoints
{
    private const int MostLinks = 10;

    /// <summary>Maps the routes.</summary>
    public static void MapContacts(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app", () => TypedResults.LocalRedirect("/app/contacts"));
        var pages = routes.MapGroup("/app/contacts");
        pages.MapGet("/new", NewAsync);
        pages.MapGet("/links", LinksAsync);
        pages.MapGet("/{id:long}", PageAsync);
        pages.MapGet("/{id:long}/edit", EditAsync);
        pages.MapPost("", CreateAsync);
        pages.MapPost("/{id:long}", SaveAsync);
        pages.MapPost("/{id:long}/consent", RecordConsentAsync);
    }

    private static async Task<IResult> PageAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        var view = await ContactView.ReadAsync(db, id, cancel);
        // Whoever was merged is found at the one that they became.
        if (view is null && await FindSurvivor.OfAsync(db, id, cancel) is var survivor && survivor != id && await db.Contacts.AnyAsync(c => c.Id == survivor, cancel))
            return TypedResults.LocalRedirect(FormattableString.Invariant($"/app/contacts/{survivor}"));
        if (view is null)
            return new ContactUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ContactCard>(new { View = view })
            : new RazorComponentResult<ContactPage>(new { View = view });
    }

    private static async Task<IResult> NewAsync(string? email, CrmDb db, CancellationToken cancel) =>
        new RazorComponentResult<NewContactPage>(new { Email = email, Lists = await FormLists.ReadAsync(db, cancel) });

    // The field sends what is typed under its own name: "custom.referring-agent".
    private static async Task<IResult> LinksAsync(HttpContext http, CrmDb db, FindContacts search, CancellationToken cancel)
    {
        var typed = http.Request.Query.FirstOrDefault(q => q.Key.StartsWith("custom.", StringComparison.Ordinal)).Value.ToString();
        var ids = (await search.RunAsync(typed, MostLinks, cancel)).Select(h => h.ContactId).ToList();
        var rows = await ContactQuery.Rows(db, ids).ToListAsync(cancel);
        return new RazorComponentResult<ContactLinks>(new { Found = ids.Select(id => rows.Find(c => c.Id == id)).OfType<Contact>().ToList() });
    }

    private static async Task<IResult> EditAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await ContactQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } contact)
            return new ContactUnknown(id).ToResponse(http);
        return new RazorComponentResult<ContactEditor>(new { Contact = contact, Lists = await FormLists.ReadAsync(db, cancel) });
    }

    private static async Task<IResult> CreateAsync(ContactForm form, HttpContext http, SaveContact save, CancellationToken cancel)
    {
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var saved = await save.RunAsync(form.ToDraft(null), Typed(http), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        http.Response.Headers["HX-Redirect"] = $"/app/contacts/{saved.Value.Id}";
        return TypedResults.Created($"/app/contacts/{saved.Value.Id}", new SavedContact(saved.Value.Id, saved.Value.Version));
    }

    private static async Task<IResult> SaveAsync(long id, ContactForm form, HttpContext http, CrmDb db, SaveContact save, CancellationToken cancel)
    {
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var saved = await save.RunAsync(form.ToDraft(id), Typed(http), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ContactCard>(new { View = await ContactView.ReadAsync(db, id, cancel), IsSaved = true })
            : TypedResults.Ok(new SavedContact(saved.Value.Id, saved.Value.Version));
    }

    private static async Task<IResult> RecordConsentAsync(
        long id, [FromForm] ConsentState state, [FromForm] string? how, HttpContext http, CrmDb db, RecordConsent record, CancellationToken cancel)
    {
        var recorded = await record.RunAsync(id, ConsentPurpose.Marketing, ConsentChannel.Email, state, how ?? "", UiLanguage, cancel);
        if (!recorded.Succeeded)
            return recorded.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ContactCard>(new { View = await ContactView.ReadAsync(db, id, cancel), IsSaved = true })
            : TypedResults.Ok(new { recorded.Value.Id });
    }

    private static string UiLanguage => Texts.UiTexts.Language;

    private static DraftOrigin Typed(HttpContext http) => new(ChangeOrigin.Edit, http.Place());
}

/// <summary>A contact that was saved.</summary>
public sealed record SavedContact(long Id, int Version);

/// <summary>A contact found, as the command line and callers of the API read it.</summary>
public sealed record FoundContact(
    long Id, string Name, string? NameOtherScript, string? Title, string? Account, IReadOnlyList<string> Emails, IReadOnlyList<string> Phones, string HitKind, string Hit)
{
    /// <summary>A hit with its contact.</summary>
    public static FoundContact From(ContactHit hit, Contact contact) => new(
        contact.Id, contact.DisplayName, contact.NameOtherScript, contact.JobTitle, contact.Account?.Name,
        [.. contact.Emails.OrderByDescending(e => e.IsPrimary).Select(e => e.Address)],
        [.. contact.Phones.OrderByDescending(p => p.IsPrimary).Select(p => p.E164 ?? p.Raw)],
        System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(hit.Kind.ToString()), hit.Key.TrimStart(ContactKeys.ArabicSkeletonMark, ContactKeys.LatinSkeletonMark, ContactKeys.PhoneEndMark, ContactKeys.DomainMark));
}

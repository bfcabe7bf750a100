using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Outlook;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Contacts.Outlook;

/// <summary>Routes of contacts in Outlook: what a mailbox is used for, and what was changed there and waits for a decision.</summary>
public static class OutlookEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapOutlookContacts(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/app/contacts/outlook");
        pages.MapGet("", PageAsync);
        pages.MapPost("/mailboxes/{id:long}", SetUseAsync);
        pages.MapPost("/offers/{id:long}/accept", AcceptAsync);
        pages.MapPost("/offers/{id:long}/refuse", RefuseAsync);
        routes.MapGet("/app/contacts/{id:long}/outlook", OfContactAsync);
    }

    private static async Task<IResult> PageAsync(HttpContext http, CrmDb db, CheckForDuplicates check, CancellationToken cancel)
    {
        var view = await OutlookView.ReadAsync(db, check, cancel);
        return ErrorResponses.IsHtmx(http) || !WantsJson(http)
            ? new RazorComponentResult<OutlookPage>(new { View = view })
            : TypedResults.Ok(view.Offers.Select(o => new { o.Offer.Id, o.Offer.Kind, o.Offer.ContactId, o.Name, o.Offer.Field, o.Offer.Ours, o.Offer.Theirs }));
    }

    private static async Task<IResult> OfContactAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (!await db.Contacts.AnyAsync(c => c.Id == id, cancel))
            return new ContactUnknown(id).ToResponse(http);
        return new RazorComponentResult<ContactOffers>(new { Offers = await OutlookView.OfContactAsync(db, id, cancel) });
    }

    private static async Task<IResult> SetUseAsync(long id, HttpContext http, SetMailboxUse set, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var saved = await set.RunAsync(id, form.IsTicked("logsCalendar"), form.IsTicked("pushesContacts"), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<MailboxUse>(new { Mailbox = saved.Value, IsSaved = true })
            : TypedResults.Ok(new { saved.Value.Id, saved.Value.LogsCalendar, saved.Value.PushesContacts });
    }

    private static async Task<IResult> AcceptAsync(long id, HttpContext http, DecideOutlookOffer decide, CancellationToken cancel) =>
        Decided(await decide.AcceptAsync(id, http.Place(), cancel), "outlook.accepted", http);

    private static async Task<IResult> RefuseAsync(long id, HttpContext http, DecideOutlookOffer decide, CancellationToken cancel) =>
        Decided(await decide.RefuseAsync(id, cancel), "outlook.refused", http);

    private static IResult Decided(Result<long> decided, string text, HttpContext http)
    {
        if (!decided.Succeeded)
            return decided.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<OfferDecided>(new { ContactId = decided.Value, Text = text })
            : TypedResults.Ok(new { ContactId = decided.Value });
    }

    private static bool WantsJson(HttpContext http) => http.Request.Headers.Accept.ToString().Contains("application/json", StringComparison.OrdinalIgnoreCase);
}

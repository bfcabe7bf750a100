using CrmAddin.Core.Accounts;
using CrmAddin.Core.Activities;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Activities;

/// <summary>Routes of activities: the appointments of a contact, an account or a deal, and an activity with what people note on it.</summary>
public static class ActivityEndpoints
{
    private const int ShownAtFirst = 5;
    private const int ShownAtMost = 200;

    /// <summary>Maps the routes.</summary>
    public static void MapActivities(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/contacts/{id:long}/appointments", (long id, int? most, HttpContext http, CrmDb db, CancellationToken cancel) => ListAsync(
            $"/app/contacts/{id}", most, db.Contacts.AnyAsync(c => c.Id == id, cancel), new ContactUnknown(id), (ahead, now) => ActivityQuery.OfContact(db, id, ahead, now), http, db, cancel));
        routes.MapGet("/app/accounts/{id:long}/appointments", (long id, int? most, HttpContext http, CrmDb db, CancellationToken cancel) => ListAsync(
            $"/app/accounts/{id}", most, db.Accounts.AnyAsync(a => a.Id == id, cancel), new AccountUnknown(id), (ahead, now) => ActivityQuery.OfAccount(db, id, ahead, now), http, db, cancel));
        routes.MapGet("/app/deals/{id:long}/appointments", (long id, int? most, HttpContext http, CrmDb db, CancellationToken cancel) => ListAsync(
            $"/app/deals/{id}", most, db.Deals.AnyAsync(d => d.Id == id, cancel), new DealUnknown(id), (ahead, now) => ActivityQuery.OfDeal(db, id, ahead, now), http, db, cancel));
        routes.MapGet("/app/activities/{id:long}", ReadAsync);
        routes.MapPost("/app/activities/{id:long}/result", SaveResultAsync);
    }

    private static async Task<IResult> ListAsync(
        string page, int? most, Task<bool> isSeen, Error unknown, Func<bool, DateTimeOffset, IQueryable<Activity>> appointments, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (!await isSeen)
            return unknown.ToResponse(http);
        var shown = Math.Clamp(most ?? ShownAtFirst, ShownAtFirst, ShownAtMost);
        var ahead = await appointments(true, db.Now).Take(shown + 1).ToListAsync(cancel);
        var past = await appointments(false, db.Now).Take(shown + 1).ToListAsync(cancel);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(new { Ahead = ahead.Take(shown).Select(AppointmentRow.From), Past = past.Take(shown).Select(AppointmentRow.From) });
        return new RazorComponentResult<AppointmentList>(new
        {
            Path = page,
            Ahead = ahead.Take(shown).ToList(),
            Past = past.Take(shown).ToList(),
            More = shown < ShownAtMost && (ahead.Count > shown || past.Count > shown) ? ShownAtMost : (int?)null,
        });
    }

    private static async Task<IResult> ReadAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await ActivityQuery.Whole(db, id).AsNoTracking().FirstOrDefaultAsync(cancel) is not { } activity)
            return new ActivityUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ActivityCard>(new { Activity = activity })
            : new RazorComponentResult<ActivityPage>(new { Activity = activity });
    }

    private static async Task<IResult> SaveResultAsync(long id, HttpContext http, CrmDb db, SaveActivityResult save, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var notes = new ActivityNotes(form.One("purpose"), form.One("result"), form.IsTicked("done"));
        var version = form.Count("version") ?? -1;
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var saved = await save.RunAsync(id, version, notes, http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        if (!ErrorResponses.IsHtmx(http))
            return TypedResults.Ok(new { saved.Value.Id, saved.Value.Version });
        db.ChangeTracker.Clear();
        return new RazorComponentResult<ActivityCard>(new { Activity = await ActivityQuery.Whole(db, id).AsNoTracking().FirstAsync(cancel), IsSaved = true });
    }
}

/// <summary>An appointment, as callers of the API read it.</summary>
public sealed record AppointmentRow(long Id, string Subject, string? Place, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt, bool IsAllDay, ActivityState State)
{
    /// <summary>The row of an activity.</summary>
    public static AppointmentRow From(Activity a) => new(a.Id, a.Subject, a.Place, a.StartsAt, a.EndsAt, a.IsAllDay, a.State);
}

using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of the look back in the mailboxes for a contact's earlier mails.</summary>
public static class LookBackEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapLookBack(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/contacts/{id:long}/look-back", ReadAsync);
        routes.MapPost("/app/contacts/{id:long}/look-back", BeginAsync);
    }

    private static async Task<IResult> ReadAsync(long id, HttpContext http, CrmDb db, LookBackWork work, CancellationToken cancel) =>
        await db.Contacts.AnyAsync(c => c.Id == id, cancel) ? Answer(http, id, work.Of(id)) : new ContactUnknown(id).ToResponse(http);

    private static async Task<IResult> BeginAsync(long id, HttpContext http, CrmDb db, LookBackWork work, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange().ToResponse(http);
        return await db.Contacts.AnyAsync(c => c.Id == id, cancel) ? Answer(http, id, work.Begin(id)) : new ContactUnknown(id).ToResponse(http);
    }

    private static IResult Answer(HttpContext http, long id, LookBackRun? run) => ErrorResponses.IsHtmx(http)
        ? new RazorComponentResult<LookBack>(new { ContactId = id, Run = run })
        : TypedResults.Ok(new
        {
            isRunning = run?.IsRunning ?? false,
            asked = run?.Progress?.Asked,
            mailboxes = run?.Progress?.Mailboxes,
            linked = run?.Report?.Linked,
            logged = run?.Report?.Logged,
            failures = run?.Report?.Failures.Select(f => new { mailbox = f.Mailbox, code = f.Error.Code }),
        });
}

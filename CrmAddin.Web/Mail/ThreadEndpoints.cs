using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of conversations: lists on contacts, accounts and deals, one conversation opened, and its deal.</summary>
public static class ThreadEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapThreads(this IEndpointRouteBuilder routes)
    {
        MapList(routes, "contacts", ThreadOwner.Contact);
        MapList(routes, "accounts", ThreadOwner.Account);
        MapList(routes, "deals", ThreadOwner.Deal);
        routes.MapGet("/app/mail/threads/{id:long}", ReadAsync);
        routes.MapPost("/app/mail/threads/{id:long}/deal", AssignAsync);
    }

    private static void MapList(IEndpointRouteBuilder routes, string folder, Func<long, ThreadOwner> owner) =>
        routes.MapGet($"/app/{folder}/{{id:long}}/conversations", async (long id, DateTimeOffset? before, long? beforeId, HttpContext http, CrmDb db, CancellationToken cancel) =>
            await owner(id).IsSeenAsync(db, cancel)
                ? new RazorComponentResult<ThreadRows>(new { View = await ThreadListView.ReadAsync(db, owner(id), Place(before, beforeId), cancel) })
                : owner(id).Unknown.ToResponse(http));

    private static async Task<IResult> ReadAsync(long id, DateTimeOffset? before, long? beforeId, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await ThreadView.ReadAsync(db, id, Place(before, beforeId), cancel) is not { } view)
            return new MessageUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ThreadMails>(new { View = view })
            : new RazorComponentResult<ThreadPage>(new { View = view });
    }

    private static async Task<IResult> AssignAsync(long id, HttpContext http, CrmDb db, AssignThread assign, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var deal = form.Whole("deal");
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        var assigned = await assign.RunAsync(id, deal, http.Place(), cancel);
        if (!assigned.Succeeded)
            return assigned.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ThreadMails>(new { View = await ThreadView.ReadAsync(db, id, ThreadPlace.Top, cancel), IsSaved = true, IsPage = form.IsTicked("page") })
            : TypedResults.Ok(new { Moved = assigned.Value });
    }

    private static ThreadPlace Place(DateTimeOffset? before, long? beforeId) =>
        before is { } moment ? new ThreadPlace(moment, beforeId ?? long.MaxValue) : ThreadPlace.Top;
}

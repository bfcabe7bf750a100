using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Health;
using CrmAddin.Core.Store;
using CrmAddin.Web.Checks;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Quartz;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of mailboxes: their health, a round now, on and off, and the checks of the set-up.</summary>
public static class MailboxEndpoints
{
    /// <summary>Maps the routes.</summary>
    public static void MapMailboxes(this IEndpointRouteBuilder routes)
    {
        var mailboxes = routes.MapGroup("/app/mailboxes");
        mailboxes.MapGet("", ListAsync);
        mailboxes.MapGet("/{id:long}", CardAsync);
        mailboxes.MapPost("/{id:long}/sync", SyncAsync);
        mailboxes.MapPost("/{id:long}/on", (long id, HttpContext http, CrmDb db, SwitchMailbox switchMailbox, CancellationToken cancel) => SwitchAsync(id, true, http, db, switchMailbox, cancel));
        mailboxes.MapPost("/{id:long}/off", (long id, HttpContext http, CrmDb db, SwitchMailbox switchMailbox, CancellationToken cancel) => SwitchAsync(id, false, http, db, switchMailbox, cancel));
        var setUp = mailboxes.MapGroup("/setup").AddEndpointFilter(AdministratorsOnly.Filter);
        setUp.MapGet("", () => new RazorComponentResult<MailSetupPage>());
        setUp.MapPost("", CheckAsync);
    }

    private static async Task<RazorComponentResult<MailboxesPage>> ListAsync(CrmDb db, CancellationToken cancel) =>
        new(new { Mailboxes = await MailboxHealth.ReadAsync(db, cancel) });

    private static async Task<IResult> CardAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        var health = await MailboxHealth.ReadAsync(db, id, cancel);
        return health is null ? new MailboxNotFound(id).ToResponse(http) : new RazorComponentResult<MailboxCard>(new { Health = health });
    }

    private static async Task<IResult> SyncAsync(long id, HttpContext http, CrmDb db, SyncNow syncNow, ISchedulerFactory schedulers, CancellationToken cancel)
    {
        if (await syncNow.RunAsync(id, cancel) is { } error)
            return error.ToResponse(http);
        // Another host may be the one that takes it; this one need not wait for its next look.
        await (await schedulers.GetScheduler(cancel)).TriggerJob(SyncWorker.Key, cancel);
        return await CardAsync(id, http, db, cancel);
    }

    private static async Task<IResult> SwitchAsync(long id, bool isOn, HttpContext http, CrmDb db, SwitchMailbox switchMailbox, CancellationToken cancel) =>
        await switchMailbox.RunAsync(id, isOn, http.Place(), cancel) is { } error ? error.ToResponse(http) : await CardAsync(id, http, db, cancel);

    private static async Task<IResult> CheckAsync(HttpContext http, RunChecks checks, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var results = new List<CheckResult>();
        await foreach (var result in checks.RunAsync(new CheckRequest(form.One("outsideMailbox")), cancel))
            results.Add(result);
        return new RazorComponentResult<CheckResults>(new { Results = results });
    }
}

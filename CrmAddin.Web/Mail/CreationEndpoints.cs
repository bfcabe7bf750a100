using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Creation;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Quartz;

namespace CrmAddin.Web.Mail;

/// <summary>Routes of contacts made out of mail: the preview with its ticks, the receipt, and taking it back.</summary>
public static class CreationEndpoints
{
    private const int RunsShown = 20;
    private const int MadeShown = 500;

    /// <summary>People of a list that are shown, and can be ticked, at once.</summary>
    public const int PeopleShown = 500;

    /// <summary>Maps the routes.</summary>
    public static void MapContactCreation(this IEndpointRouteBuilder routes)
    {
        var creation = routes.MapGroup("/app/mail/creation");
        creation.MapGet("", ListAsync);
        creation.MapPost("", AskAsync);
        creation.MapPost("/mailbox/{id:long}", SetAsync);
        creation.MapGet("/{id:long}", ShowAsync);
        creation.MapPost("/{id:long}/confirm", ConfirmAsync);
        creation.MapPost("/{id:long}/take-back", TakeBackAsync);
    }

    private static async Task<RazorComponentResult<CreationPage>> ListAsync(CrmDb db, CurrentUser current, CancellationToken cancel)
    {
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(m => m.OwnerId != null && m.OwnerId == current.Reader.UserId).OrderBy(m => m.Address).ToListAsync(cancel);
        return new RazorComponentResult<CreationPage>(new { Mailboxes = mailboxes, Runs = await CreationQuery.Runs(db).Take(RunsShown).ToListAsync(cancel) });
    }

    private static async Task<IResult> AskAsync(HttpContext http, AskForCreation ask, ISchedulerFactory schedulers, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var asked = await ask.RunAsync(form.Whole("mailbox") ?? 0, form.Named<ContactCreation>("scope") ?? ContactCreation.FromSentMail, cancel);
        if (!asked.Succeeded)
            return asked.Error.ToResponse(http);
        await WakeAsync(schedulers, cancel);
        var path = FormattableString.Invariant($"/app/mail/creation/{asked.Value.Id}");
        http.Response.Headers["HX-Redirect"] = path;
        return TypedResults.Accepted(path, new { asked.Value.Id });
    }

    private static async Task<IResult> SetAsync(long id, HttpContext http, SetContactCreation set, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var mailbox = await set.RunAsync(id, form.Named<ContactCreation>("creation") ?? ContactCreation.Off, cancel);
        if (!mailbox.Succeeded)
            return mailbox.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<Pages.Notice>(new { Text = Texts.UiTexts.T("creation.set-" + mailbox.Value.ContactCreation) })
            : TypedResults.Ok(new { id, creation = mailbox.Value.ContactCreation.ToString() });
    }

    private static async Task<IResult> ShowAsync(long id, HttpContext http, CrmDb db, CancellationToken cancel)
    {
        if (await ViewAsync(db, id, cancel) is not { } view)
            return new CreationUnknown(id).ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? Status(view) : new RazorComponentResult<CreationRunPage>(new { View = view });
    }

    private static async Task<IResult> ConfirmAsync(long id, HttpContext http, CrmDb db, ConfirmCreation confirm, ISchedulerFactory schedulers, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var ticked = (form.All("person") ?? []).Select(p => long.TryParse(p, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : 0).ToList();
        // Suggestions of mail logging are ticked without saying anew whether it goes on.
        bool? goOn = form.Shows("goOn") ? form.IsTicked("goOn") : null;
        var confirmed = await confirm.RunAsync(id, ticked, goOn, cancel);
        if (!confirmed.Succeeded)
            return confirmed.Error.ToResponse(http);
        await WakeAsync(schedulers, cancel);
        return ErrorResponses.IsHtmx(http) ? Status((await ViewAsync(db, id, cancel))!) : TypedResults.Accepted(FormattableString.Invariant($"/app/mail/creation/{id}"), new { ticked = confirmed.Value });
    }

    private static async Task<IResult> TakeBackAsync(long id, HttpContext http, CrmDb db, TakeBackCreation takeBack, CancellationToken cancel)
    {
        var taken = await takeBack.RunAsync(id, http.Place(), cancel);
        if (!taken.Succeeded)
            return taken.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? Status((await ViewAsync(db, id, cancel))! with { TakenBack = taken.Value }) : TypedResults.Ok(taken.Value);
    }

    private static async Task<CreationView?> ViewAsync(CrmDb db, long id, CancellationToken cancel)
    {
        if (await CreationQuery.Runs(db).FirstOrDefaultAsync(r => r.Id == id, cancel) is not { } run)
            return null;
        var people = run.State == CreationState.Ready ? await CreationQuery.Candidates(db, id).Take(PeopleShown).ToListAsync(cancel) : [];
        var alike = people.Select(p => p.LookAlikeId ?? 0).Where(p => p > 0).Distinct().ToList();
        var names = await db.Contacts.Where(c => alike.Contains(c.Id)).ToDictionaryAsync(c => c.Id, c => c.DisplayName, cancel);
        var made = run is { ChangeSetId: { } set, State: CreationState.LookingBack or CreationState.Done or CreationState.TakenBack }
            ? await CreationQuery.ContactsMade(db, set).Take(MadeShown).ToListAsync(cancel) : new List<Contact>();
        return new CreationView(run, people, names, made);
    }

    private static RazorComponentResult<CreationStatus> Status(CreationView view) => new(new { View = view });

    private static async Task WakeAsync(ISchedulerFactory schedulers, CancellationToken cancel)
    {
        var scheduler = await schedulers.GetScheduler(cancel);
        await scheduler.TriggerJob(CreationWorker.Key, cancel);
    }
}

/// <summary>A run with what its page shows.</summary>
/// <param name="Run">The run.</param>
/// <param name="People">Its people while they can be ticked, those with most mails first.</param>
/// <param name="LookAlikes">Names of the contacts who look like them and whom the reader sees.</param>
/// <param name="Made">The contacts that it made.</param>
public sealed record CreationView(CreationRun Run, IReadOnlyList<CreationCandidate> People, IReadOnlyDictionary<long, string> LookAlikes, IReadOnlyList<Contact> Made)
{
    /// <summary>What was taken back just now.</summary>
    public TakenBack? TakenBack { get; init; }

    /// <summary>Whether a host works on it, so that the page asks again.</summary>
    public bool IsMoving => Run.State is CreationState.Waiting or CreationState.Reading or CreationState.Confirmed or CreationState.Creating or CreationState.LookingBack;
}

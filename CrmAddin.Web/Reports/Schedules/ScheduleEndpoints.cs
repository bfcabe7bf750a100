using CrmAddin.Core.Results;
using CrmAddin.Core.Schedules;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>Routes of scheduled reports: for managers and administrators, each with their own, administrators with all.</summary>
public static class ScheduleEndpoints
{
    private const int DefaultHour = 8;

    /// <summary>Maps the routes.</summary>
    public static void MapReportSchedules(this IEndpointRouteBuilder routes)
    {
        var schedules = routes.MapGroup("/app/reports/schedules").AddEndpointFilter(OnlyMakers);
        schedules.MapGet("", PageAsync);
        schedules.MapGet("/{id:long}", ChangeAsync);
        schedules.MapPost("", SaveAsync);
        schedules.MapPost("/{id:long}", SaveAsync);
        schedules.MapPost("/{id:long}/pause", PauseAsync);
        schedules.MapPost("/{id:long}/resume", ResumeAsync);
        schedules.MapPost("/{id:long}/send", SendAsync);
        schedules.MapPost("/{id:long}/delete", DeleteAsync);
    }

    private static async ValueTask<object?> OnlyMakers(EndpointFilterInvocationContext call, EndpointFilterDelegate next) =>
        call.HttpContext.RequestServices.GetRequiredService<CurrentUser>().Reader.MaySchedule ? await next(call) : new MayNotSchedule().ToResponse(call.HttpContext);

    private static async Task<RazorComponentResult<SchedulesPage>> PageAsync(ReadSchedules read, CancellationToken cancel) => new(new { View = await read.RunAsync(cancel) });

    private static async Task<IResult> ChangeAsync(long id, HttpContext http, CrmDb db, ReadSchedules read, CancellationToken cancel) =>
        await ScheduleQuery.One(db, id).FirstOrDefaultAsync(cancel) is { } schedule
            ? new RazorComponentResult<SchedulesPage>(new { View = await read.RunAsync(cancel) with { Changing = schedule } })
            : new ScheduleUnknown(id).ToResponse(http);

    private static async Task<IResult> SaveAsync(long? id, HttpContext http, SaveSchedule save, RunReport reports, ReadSchedules read, CancellationToken cancel)
    {
        var form = await PostedForm.ReadAsync(http);
        var draft = DraftOf(form);
        if (form.Fault is { } fault)
            return fault.ToResponse(http);
        if (!read.Reports.Any(report => report.Name == draft.Report))
            return new ReportUnknown(draft.Report, string.Join(", ", read.Reports.Select(report => report.Name))).ToResponse(http);
        // A name that there is not would be found out only on the day.
        var frame = await reports.FrameAsync(new(null, null, null, ReportLanguage.English) { Pipeline = draft.Pipeline, Team = draft.Team, Owner = draft.Owner }, cancel);
        if (!frame.Succeeded)
            return frame.Error.ToResponse(http);
        var saved = await save.RunAsync(id, draft, http.Place(), cancel);
        if (!saved.Succeeded)
            return saved.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? await ShowAsync("schedules.saved", read, cancel) : TypedResults.Ok(new { saved.Value.Id, saved.Value.NextAt });
    }

    private static Task<IResult> PauseAsync(long id, HttpContext http, PauseSchedule pause, ReadSchedules read, CancellationToken cancel) =>
        PausedAsync(id, true, http, pause, read, cancel);

    private static Task<IResult> ResumeAsync(long id, HttpContext http, PauseSchedule pause, ReadSchedules read, CancellationToken cancel) =>
        PausedAsync(id, false, http, pause, read, cancel);

    private static async Task<IResult> PausedAsync(long id, bool isPaused, HttpContext http, PauseSchedule pause, ReadSchedules read, CancellationToken cancel)
    {
        var changed = await pause.RunAsync(id, isPaused, http.Place(), cancel);
        return await DoneAsync(changed.Error, isPaused ? "schedules.paused" : "schedules.resumed", http, read, cancel);
    }

    private static async Task<IResult> SendAsync(long id, HttpContext http, MakeDeliveries deliveries, ReadSchedules read, CancellationToken cancel) =>
        await DoneAsync(await deliveries.NowAsync(id, cancel), "schedules.sending", http, read, cancel);

    private static async Task<IResult> DeleteAsync(long id, HttpContext http, DeleteSchedule delete, ReadSchedules read, CancellationToken cancel) =>
        await DoneAsync(await delete.RunAsync(id, http.Place(), cancel), "schedules.deleted", http, read, cancel);

    private static async Task<IResult> DoneAsync(Error? error, string text, HttpContext http, ReadSchedules read, CancellationToken cancel)
    {
        if (error is not null)
            return error.ToResponse(http);
        return ErrorResponses.IsHtmx(http) ? await ShowAsync(text, read, cancel) : TypedResults.NoContent();
    }

    private static async Task<IResult> ShowAsync(string text, ReadSchedules read, CancellationToken cancel) =>
        new RazorComponentResult<ScheduleList>(new { View = await read.RunAsync(cancel) with { Done = UiTexts.T(text) } });

    private static ScheduleDraft DraftOf(PostedForm form) => new(
        form.One("report") ?? "",
        form.Named<ScheduleRhythm>("rhythm") ?? ScheduleRhythm.Weekly,
        form.Named<DayOfWeek>("weekday") ?? DayOfWeek.Sunday,
        form.Count("dayOfMonth") ?? 1,
        form.Count("hour") ?? DefaultHour,
        form.Named<RelativePeriod>("period") ?? RelativePeriod.ThisMonth,
        [.. (form.All("readers") ?? []).Select(one => long.TryParse(one, System.Globalization.CultureInfo.InvariantCulture, out var user) ? user : 0)])
    {
        Pipeline = Text(form.One("pipeline")),
        Team = Text(form.One("team")),
        Owner = Text(form.One("owner")),
        Currency = Text(form.One("currency")),
    };

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

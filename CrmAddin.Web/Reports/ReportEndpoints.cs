using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Reports;

/// <summary>Routes of reports: pages download by link, panes by one-time ticket.</summary>
public static class ReportEndpoints
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(60);

    /// <summary>Maps the routes.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/reports", (ReportCatalogue reports) => new RazorComponentResult<ReportsPage>(new { Reports = reports.In(UiLanguage) }));
        routes.MapGet("/app/reports/{name}.xlsx", DownloadAsync);
        routes.MapGet("/app/reports/{name}/figures", FiguresAsync);

        var pane = routes.MapGroup("/panes/excel/reports");
        pane.MapGet("", (ReportCatalogue reports) => new RazorComponentResult<ReportForms>(new { Reports = reports.In(UiLanguage), IsPane = true }));
        pane.MapPost("/{name}/figures", PaneFiguresAsync);
        pane.MapPost("/{name}/workbook", PaneWorkbookAsync);
        pane.MapPost("/{name}/ticket", TicketAsync);
        routes.MapGet("/downloads/{ticket}", SpendTicketAsync).AllowAnonymous();
    }

    private static ReportLanguage UiLanguage => ReportLanguage.Parse(UiTexts.Language).Value!;

    private static Task<IResult> DownloadAsync(string name, string? from, string? to, string? asOf, string? language, HttpContext http, RunReport reports, CancellationToken cancel) =>
        SendAsync(name, new(from, to, asOf, language), http, reports, cancel);

    private static Task<IResult> FiguresAsync(string name, string? from, string? to, string? asOf, string? language, HttpContext http, RunReport reports, CrmDb db, CancellationToken cancel) =>
        ShowFiguresAsync(name, new(from, to, asOf, language), http, reports, db, cancel);

    private static Task<IResult> PaneFiguresAsync(string name, [FromForm] ReportForm form, HttpContext http, RunReport reports, CrmDb db, CancellationToken cancel) =>
        ShowFiguresAsync(name, form, http, reports, db, cancel);

    private static Task<IResult> PaneWorkbookAsync(string name, [FromForm] ReportForm form, HttpContext http, RunReport reports, CancellationToken cancel) =>
        SendAsync(name, form, http, reports, cancel);

    private static async Task<IResult> SendAsync(string name, ReportForm form, HttpContext http, RunReport reports, CancellationToken cancel)
    {
        var request = form.Read();
        if (!request.Succeeded)
            return request.Error.ToResponse(http);
        var file = new FileToSend("xlsx", http);
        var written = await reports.RunAsync(name, request.Value, file.Path, cancel);
        return written.Succeeded ? file.ToResponse(ReportCatalogue.FileName(name, request.Value.From, request.Value.To)) : written.Error.ToResponse(http);
    }

    private static async Task<IResult> ShowFiguresAsync(string name, ReportForm form, HttpContext http, RunReport reports, CrmDb db, CancellationToken cancel)
    {
        var request = form.Read();
        if (!request.Succeeded)
            return request.Error.ToResponse(http);
        using var file = new FileToSend("xlsx", http);
        var written = await reports.RunAsync(name, request.Value, file.Path, cancel);
        if (!written.Succeeded)
            return written.Error.ToResponse(http);
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ReportFigures>(new { written.Value.Figures, Language = UiLanguage, ReadAt = db.Now })
            : TypedResults.Ok(new { rows = written.Value.Rows, figures = written.Value.Values });
    }

    private static async Task<IResult> TicketAsync(string name, [FromForm] ReportForm form, HttpContext http, CurrentUser current, OneTimeTokens tokens, CancellationToken cancel)
    {
        var request = form.Read();
        if (!request.Succeeded)
            return request.Error.ToResponse(http);
        var ticket = await tokens.CreateAsync(current.User!.Id, $"{name}?{form.ToQuery()}", TicketLife, cancel);
        return TypedResults.Ok(new { address = $"{http.Request.Scheme}://{http.Request.Host}/downloads/{ticket}" });
    }

    private static async Task<IResult> SpendTicketAsync(string ticket, HttpContext http, OneTimeTokens tokens, CrmDb db, RunReport reports, CancellationToken cancel)
    {
        if (await tokens.SpendAsync(ticket, cancel) is not { } spent || !spent.Opens.Contains('?', StringComparison.Ordinal))
            return new DownloadExpired().ToResponse(http);
        db.ReadAs(CurrentUser.ReaderOf(spent.User));
        var parts = spent.Opens.Split('?', 2);
        return await SendAsync(parts[0], ReportForm.FromQuery(parts[1]), http, reports, cancel);
    }
}

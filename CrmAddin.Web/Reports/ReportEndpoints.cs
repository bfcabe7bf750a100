using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Reports;
using CrmAddin.Reports.Insertion;
using CrmAddin.Reports.Layout;
using CrmAddin.Web.Http;
using CrmAddin.Web.SignIn;
using CrmAddin.Web.Texts;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace CrmAddin.Web.Reports;

/// <summary>A report as the pane inserts it into the workbook that is open.</summary>
/// <param name="File">The workbook without rows, as base64.</param>
/// <param name="Sheets">Its sheets in order.</param>
/// <param name="Tables">Its tables with their rows.</param>
/// <param name="Charts">Its charts, which the pane draws where the file holds none.</param>
/// <param name="ReadAt">When the store was read.</param>
/// <param name="ReadAtText">The same as a sentence.</param>
public sealed record ReportInsertion(
    byte[] File, IReadOnlyList<string> Sheets, IReadOnlyList<InsertedTable> Tables, IReadOnlyList<InsertedChart> Charts, DateTimeOffset ReadAt, string ReadAtText);

/// <summary>Routes of reports: pages download by link, panes by one-time ticket.</summary>
public static class ReportEndpoints
{
    private static readonly TimeSpan TicketLife = TimeSpan.FromSeconds(60);

    /// <summary>Maps the routes.</summary>
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/app/reports", PageAsync);
        routes.MapGet("/app/reports/{name}.xlsx", DownloadAsync);
        routes.MapGet("/app/reports/{name}/figures", FiguresAsync);

        routes.MapGet("/panes/excel/screen", ScreenAsync);
        var pane = routes.MapGroup("/panes/excel/reports");
        pane.MapPost("/{name}/figures", PaneFiguresAsync);
        pane.MapPost("/{name}/workbook", PaneWorkbookAsync);
        pane.MapPost("/{name}/insertion", InsertionAsync);
        pane.MapPost("/{name}/ticket", TicketAsync);
        routes.MapGet("/downloads/{ticket}", SpendTicketAsync).AllowAnonymous();
    }

    private static ReportLanguage UiLanguage => ReportLanguage.Parse(UiTexts.Language).Value!;

    private static async Task<RazorComponentResult<ReportsPage>> PageAsync(ReportCatalogue reports, CrmDb db, FirmSettings firm, CancellationToken cancel) =>
        new(new { Reports = reports.In(UiLanguage), Choices = await ReportChoices.ReadAsync(db, firm, cancel) });

    private static async Task<RazorComponentResult<ExcelScreen>> ScreenAsync(ReportCatalogue reports, CrmDb db, FirmSettings firm, CancellationToken cancel) =>
        new(new { Reports = reports.In(UiLanguage), Choices = await ReportChoices.ReadAsync(db, firm, cancel) });

    private static Task<IResult> DownloadAsync(string name, HttpContext http, RunReport reports, CancellationToken cancel) =>
        SendAsync(name, ReportForm.FromQuery(http.Request.QueryString.Value), http, reports, cancel);

    private static Task<IResult> FiguresAsync(string name, HttpContext http, RunReport reports, CancellationToken cancel) =>
        ShowFiguresAsync(name, ReportForm.FromQuery(http.Request.QueryString.Value), http, reports, cancel);

    private static Task<IResult> PaneFiguresAsync(string name, [FromForm] ReportForm form, HttpContext http, RunReport reports, CancellationToken cancel) =>
        ShowFiguresAsync(name, form, http, reports, cancel);

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

    private static async Task<IResult> ShowFiguresAsync(string name, ReportForm form, HttpContext http, RunReport reports, CancellationToken cancel)
    {
        var request = form.Read();
        if (!request.Succeeded)
            return request.Error.ToResponse(http);
        var read = await reports.ReadAsync(name, request.Value, cancel);
        if (!read.Succeeded)
            return read.Error.ToResponse(http);
        var (frame, content) = read.Value;
        return ErrorResponses.IsHtmx(http)
            ? new RazorComponentResult<ReportFigures>(new { content.Figures, Language = UiLanguage, frame.ReadAt, frame.Currency })
            : TypedResults.Ok(new { rows = content.RowCount, figures = content.Figures.ToDictionary(figure => figure.Key, figure => figure.Value) });
    }

    /// <summary>The report in parts that Excel inserts; <paramref name="charts"/> says whether the host takes sheets with charts.</summary>
    private static async Task<IResult> InsertionAsync(
        string name, bool charts, [FromForm] ReportForm form, HttpContext http, RunReport reports, CrmDb db, FirmSettings firm, CancellationToken cancel)
    {
        var request = form.Read();
        if (!request.Succeeded)
            return request.Error.ToResponse(http);
        var readAt = db.Now;
        var file = new FileToSend("xlsx", http);
        var written = await reports.RunAsync(name, request.Value, file.Path, cancel);
        if (!written.Succeeded)
            return written.Error.ToResponse(http);
        var parts = await CutWorkbook.RunAsync(file.Path, keepsCharts: charts, cancel);
        return TypedResults.Ok(new ReportInsertion(parts.File, parts.Sheets, parts.Tables, parts.Charts, readAt, UiTexts.T("reports.read-at", Format.Moment(readAt, firm.Zone))));
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

using System.IO.Compression;
using System.Text.RegularExpressions;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Insertion;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Summary;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Insertion;

public sealed partial class CutWorkbookTests
{
    [Theory]
    [InlineData("en", "Deals", "Deal number")]
    [InlineData("ar", "الصفقات", "رقم الصفقة")]
    public async Task The_parts_hold_every_row_with_its_key_and_a_valid_workbook_without_charts_and_rows(string code, string sheet, string key)
    {
        using var folder = new TempFolder();
        var rows = SampleDeals.Rows(120, ReportLanguage.Parse(code).Value!);

        var parts = await CutAsync(folder, rows, keepsCharts: false);

        var table = parts.Tables.ShouldHaveSingleItem();
        (table.Sheet, table.Key, table.Rows.Count).ShouldBe((sheet, key, 120));
        var keyAt = table.Columns.ToList().FindIndex(column => column.Heading == key);
        table.Rows.Select(row => (decimal)row[keyAt]!).ShouldBe(rows.Deals.Select(deal => (decimal)deal.Id));
        table.Rows.Select(row => (string?)row[0]).ShouldBe(rows.Deals.Select(deal => deal.Title));
        table.Columns.Where(column => column.Formula is not null).ShouldHaveSingleItem();
        using var book = new OpenedWorkbook(await WriteAsync(folder, parts.File));
        book.ValidatorErrors().ShouldBeEmpty();
        book.SheetNames.ShouldBe(parts.Sheets);
        Entries(parts.File).Where(entry => entry.Contains("chart", StringComparison.Ordinal) || entry.Contains("drawing", StringComparison.Ordinal)).ShouldBeEmpty();
        parts.File.Length.ShouldBeLessThan(200_000);
    }

    [Fact]
    public async Task The_charts_come_as_data_with_their_ranges_kinds_and_colours()
    {
        using var folder = new TempFolder();

        var parts = await CutAsync(folder, SampleDeals.Rows(120, ReportLanguage.English), keepsCharts: false);

        parts.Charts.Count.ShouldBeGreaterThan(0);
        parts.Charts.ShouldAllBe(chart => chart.Sheet == "Summary" && chart.Title.Length > 0 && chart.Series.Count > 0);
        var series = parts.Charts.SelectMany(chart => chart.Series).ToList();
        series.ShouldAllBe(one => Reference().IsMatch(one.Values) && Reference().IsMatch(one.Categories) && Reference().IsMatch(one.Name));
        series.ShouldAllBe(one => one.Color == null || one.Color.Length == 6);
        series.Select(one => one.Type).Distinct().ShouldBeSubsetOf(["ColumnStacked", "ColumnClustered", "BarStacked", "BarClustered", "Line"]);
    }

    [Fact]
    public async Task A_host_that_takes_charts_gets_them_in_the_workbook()
    {
        using var folder = new TempFolder();

        var parts = await CutAsync(folder, SampleDeals.Rows(20, ReportLanguage.English), keepsCharts: true);

        Entries(parts.File).ShouldContain(entry => entry.Contains("/chart", StringComparison.Ordinal));
        using var book = new OpenedWorkbook(await WriteAsync(folder, parts.File));
        book.ValidatorErrors().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_report_without_rows_and_texts_that_look_like_something_else_come_through_as_they_are()
    {
        using var folder = new TempFolder();
        string[] titles = ["=1+1", "007", "<b>&\"'", "a\nb", "שלום 👋 _x0041_"];
        var deals = titles.Select((title, at) => SampleDeals.Deal(DealStanding.Open, 10, title: title) with { Id = at + 1 }).ToArray();

        var full = await CutAsync(folder, SampleDeals.Rows(deals, ReportLanguage.English), keepsCharts: false);
        var empty = await CutAsync(folder, SampleDeals.Rows([], ReportLanguage.English), keepsCharts: false);

        full.Tables[0].Rows.Select(row => row[0]).ShouldBe(titles);
        empty.Tables[0].Rows.ShouldBeEmpty();
    }

    private static async Task<InsertableWorkbook> CutAsync(TempFolder folder, PipelineRows rows, bool keepsCharts)
    {
        var path = folder.File("report.xlsx");
        await ReportWorkbook.WriteAsync(PipelineContent.Of(rows), rows.Frame, path, default);
        return await CutWorkbook.RunAsync(path, keepsCharts, default);
    }

    private static async Task<string> WriteAsync(TempFolder folder, byte[] file)
    {
        await File.WriteAllBytesAsync(folder.File("part.xlsx"), file);
        return folder.File("part.xlsx");
    }

    private static List<string> Entries(byte[] file)
    {
        using var zip = new ZipArchive(new MemoryStream(file));
        return [.. zip.Entries.Select(entry => entry.FullName)];
    }

    [GeneratedRegex(@"^'?Summary'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?$")]
    private static partial Regex Reference();
}

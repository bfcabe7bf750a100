using System.Globalization;
using CrmAddin.Core.Costs;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Cac;
using CrmAddin.Reports.CampaignReturn;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Sources;
using CrmAddin.Reports.Summary;
using CrmAddin.Reports.Tests.Support;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Tests.Acquisition;

public sealed class AcquisitionWorkbookTests
{
    private static readonly DateOnly _day = new(2026, 3, 1);

    [Theory]
    [InlineData("cac", "en", new[] { "Summary", "Costs", "Customers", "Leads", "Definitions", "Tie-out" })]
    [InlineData("cac", "ar", new[] { "الملخص", "التكاليف", "العملاء", "العملاء المحتملون", "التعريفات", "المطابقة" })]
    [InlineData("sources", "en", new[] { "Summary", "Leads", "Deals", "Customers", "Costs", "Definitions", "Tie-out" })]
    [InlineData("sources", "ar", new[] { "الملخص", "العملاء المحتملون", "الصفقات", "العملاء", "التكاليف", "التعريفات", "المطابقة" })]
    [InlineData("campaigns", "en", new[] { "Summary", "Members", "Leads", "Deals", "Customers", "Costs", "Definitions", "Tie-out" })]
    [InlineData("campaigns", "ar", new[] { "الملخص", "الأعضاء", "العملاء المحتملون", "الصفقات", "العملاء", "التكاليف", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_recalculates_and_stands_in_the_readers_direction(string report, string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        var rows = SampleAcquisition.Rows(language);
        using var book = await WrittenReport.OpenAsync(folder, ContentOf(report, rows), rows.Frame);

        book.SheetNames.ShouldBe(sheets);
        foreach (var sheet in sheets)
            (book.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Cost_of_customers_has_hand_computed_values_with_unattributed_costs_in_a_row_of_their_own()
    {
        using var folder = new TempFolder();
        var rows = Rows(
            [Customer(1, "Fair", 900), Customer(2, "Fair", 100), Customer(3, "", 50)],
            [Cost(600, "Fair"), Cost(150, "")],
            [Lead("Fair"), Lead("Fair"), Lead("")]);
        using var book = await WrittenReport.OpenAsync(folder, CacContent.Of(rows), rows.Frame);

        book.Formulas("Summary")["A7"].ShouldBe("IF((SUM(Customers[New in the period]))=0,\"–\",SUM(Costs[Amount])/(SUM(Customers[New in the period])))");
        (book.Number("Summary", "A7"), book.Number("Summary", "A8"), book.Number("Summary", "C7"), book.Number("Summary", "E7"), book.Number("Summary", "G7"))
            .ShouldBe((250, 3, 750, 150, 250));
        var values = book.Values("Summary");
        var none = values.Single(cell => cell.Value == "(no source)").Key[1..];
        (values["B" + none], values["C" + none], values["E" + none]).ShouldBe(("150", "1", "–"));
        var fair = values.First(cell => cell.Value == "Fair").Key[1..];
        (values["B" + fair], values["C" + fair], values["D" + fair], values["E" + fair]).ShouldBe(("600", "2", "1000", "300"));
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Return_counts_profit_over_cost()
    {
        using var folder = new TempFolder();
        var rows = Rows([Customer(1, "Fair", 10_000)], [Cost(2_000, "Fair")], [Lead("Fair")]);
        using var book = await WrittenReport.OpenAsync(folder, SourcesContent.Of(rows), rows.Frame);

        book.Number("Summary", "G11").ShouldBe(4);
        WrittenReport.ShouldHold(folder, book);
    }

    [Theory]
    [InlineData("sources")]
    [InlineData("campaigns")]
    public async Task A_role_that_does_not_read_costs_gets_a_workbook_without_them_that_says_so(string report)
    {
        using var folder = new TempFolder();
        var rows = SampleAcquisition.Rows(ReportLanguage.English, readsCosts: false);
        using var book = await WrittenReport.OpenAsync(folder, ContentOf(report, rows), rows.Frame);

        book.SheetNames.ShouldNotContain("Costs");
        book.Values("Summary").Values.ShouldContain("Your role does not read what the firm spends: costs, cost per lead and return are left out.");
        book.Values("Summary").Values.ShouldNotContain("ROI");
        WrittenReport.ShouldHold(folder, book);
    }

    [Theory]
    [InlineData("cac")]
    [InlineData("sources")]
    [InlineData("campaigns")]
    public async Task Nothing_at_all_or_a_single_lead_without_source_makes_a_workbook_that_opens(string report)
    {
        using var folder = new TempFolder();
        foreach (var rows in new[] { Rows([], [], []), Rows([], [], [Lead("")]) })
        {
            using var book = await WrittenReport.OpenAsync(folder, ContentOf(report, rows), rows.Frame);
            WrittenReport.ShouldHold(folder, book);
        }
    }

    [Theory]
    [InlineData("cac")]
    [InlineData("sources")]
    [InlineData("campaigns")]
    public async Task Names_that_mean_harm_stand_as_text_and_costs_without_a_rate_are_said(string report)
    {
        using var folder = new TempFolder();
        string[] names = ["=1+1", "+966 50", "@SUM(A1)", "-x", new string('ن', 255), "a\u0001b", "\u202Eevil", "🏡 fair", "x*?~", "'quoted'", "<>5"];
        var rows = Rows(
            [.. names.Index().Select(name => Customer(name.Index, name.Item, 10 + name.Index))],
            [.. names.Select(name => Cost(7, name)), Cost(null, "")],
            [.. names.Select(Lead)]);
        using var book = await WrittenReport.OpenAsync(folder, ContentOf(report, rows), rows.Frame);

        book.Formulas("Costs").ShouldBeEmpty();
        book.Values("Costs").Values.ShouldContain("=1+1");
        book.Values("Costs").Values.ShouldContain("CHF");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Five_years_show_each_of_their_months_under_a_chart_as_wide_as_the_sheet()
    {
        using var folder = new TempFolder();
        CostLine[] costs = [.. Enumerable.Range(0, 60).Select(i => Cost(100 + i, "Fair")).Select((cost, i) => cost with { Figures = cost.Figures with { Day = new DateOnly(2021, 4, 1).AddMonths(i) } })];
        var rows = Rows([Customer(1, "Fair", 10)], costs, []);
        using var book = await WrittenReport.OpenAsync(folder, CacContent.Of(rows), rows.Frame);

        var values = book.Values("Summary");
        var first = int.Parse(values.Single(cell => cell.Value == "Apr 2021").Key[1..], CultureInfo.InvariantCulture);
        (values["A" + (first + 59)], values["B" + (first + 59)], values["A" + (first + 60)]).ShouldBe(("Mar 2026", "159", "Total"));
        values.Values.ShouldContain("Cost of a new customer by month");
        var anchors = book.Sheet("Summary").DrawingsPart!.WorksheetDrawing.Elements<DocumentFormat.OpenXml.Drawing.Spreadsheet.TwoCellAnchor>().Select(anchor => (anchor.FromMarker!.ColumnId!.Text, anchor.ToMarker!.ColumnId!.Text));
        anchors.ShouldContain(("0", "8"));
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task More_months_than_shown_are_said_in_the_title_and_a_chart_draws_the_first_of_many_sources()
    {
        using var folder = new TempFolder();
        var costs = Enumerable.Range(0, 130).Select(i => Cost(100 + i, $"Source {i}")).Select((cost, i) => cost with { Figures = cost.Figures with { Day = new DateOnly(2016, 1, 1).AddMonths(i) } });
        var rows = Rows([.. Enumerable.Range(0, 40).Select(i => Customer(i, $"Source {i}", 10))], [.. costs], []);
        using var book = await WrittenReport.OpenAsync(folder, CacContent.Of(rows), rows.Frame);

        book.Values("Summary").Values.ShouldContain("Cost of a new customer by month: the newest 121 months");
        var charts = book.Sheet("Summary").DrawingsPart!.ChartParts.Select(part => part.ChartSpace.Descendants<PointCount>().Max(count => count.Val!.Value));
        charts.Order().ShouldBe([12u, 12u, 121u]);
        WrittenReport.ShouldHold(folder, book);
    }

    private static ReportContent ContentOf(string report, AcquisitionRows rows) => report switch
    {
        "cac" => CacContent.Of(rows),
        "sources" => SourcesContent.Of(rows),
        _ => CampaignContent.Of(rows),
    };

    private static AcquisitionRows Rows(CustomerLine[] customers, CostLine[] costs, LeadLine[] leads) =>
        SampleAcquisition.Of(SampleSales.Frame(ReportLanguage.English), customers, costs, leads, [], []);

    private static CustomerLine Customer(int id, string source, decimal revenue) =>
        new(source.Length == 0 ? "Somebody" : source, new(new(new(true, id), _day, _day, 1, revenue, _day.AddMonths(12), 92, false), true, [new(source, 1, revenue)], [new(source, 1, revenue)]));

    private static CostLine Cost(decimal? amount, string source) =>
        new(1, new(_day, amount, CostCategory.Marketing, source, source), source, amount ?? 5, amount is null ? "CHF" : "SAR");

    private static LeadLine Lead(string source) => new(1, source, source, new(_day, source, source));
}

using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Summary;
using CrmAddin.Reports.Tests.Support;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Tests.Pipeline;

public sealed class PipelineWorkbookTests
{
    [Theory]
    [InlineData("en", new[] { "Summary", "Deals", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "الصفقات", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_and_holds_its_sheets_in_the_readers_direction(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        using var book = await WrittenAsync(folder, SampleDeals.Rows(300, language));

        book.ValidatorErrors().ShouldBeEmpty();
        book.SheetNames.ShouldBe(sheets);
        foreach (var sheet in sheets)
            (book.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task Every_formula_recalculated_by_LibreOffice_gives_its_cached_value(string code)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        using var book = await WrittenAsync(folder, SampleDeals.Rows(400, language));

        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("pipeline.xlsx")));

        var compared = book.SheetNames.Sum(sheet => Recalculation.ShouldAgree(book, recalculated, sheet));
        compared.ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_wrong_cached_value_is_corrected_by_recalculation()
    {
        using var folder = new TempFolder();
        (await WrittenAsync(folder, SampleDeals.Rows(50, ReportLanguage.English))).Dispose();
        var path = folder.File("pipeline.xlsx");
        var planted = PlantWrongValue(path);

        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(path));

        recalculated.Text("Summary", planted.Address).ShouldNotBe("999");
        recalculated.Number("Summary", planted.Address).ShouldBe(planted.Right, 1e-9);
    }

    [Fact]
    public async Task The_headline_figures_are_formulas_over_the_table_of_deals()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows(
            [SampleDeals.Deal(DealStanding.Open, 3_800, 0.9m), SampleDeals.Deal(DealStanding.Open, 22_500, 0.2m), SampleDeals.Deal(DealStanding.Won, 5_000)],
            ReportLanguage.English));

        book.Formulas("Summary")["A7"].ShouldBe("SUMIFS(Deals[Amount],Deals[Standing],\"Open\")");
        book.Number("Summary", "A7").ShouldBe(26_300);
        book.Number("Summary", "A8").ShouldBe(2);
        book.Number("Summary", "C7").ShouldBe(7_920);
        book.Number("Summary", "A11").ShouldBe(12_920);
        book.Formulas("Deals")["J2"].ShouldBe("IF(Deals[[#This Row],[Standing]]=\"Open\",Deals[[#This Row],[Amount]]*Deals[[#This Row],[Win probability]],0)");
        book.Parts.Workbook.CalculationProperties!.FullCalculationOnLoad!.Value.ShouldBeTrue();
    }

    [Fact]
    public async Task The_deals_are_an_Excel_table_with_filters_and_a_frozen_header_that_prints_on_each_page()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows(120, ReportLanguage.English));

        var sheet = book.Sheet("Deals");
        var table = sheet.TableDefinitionParts.Single().Table;
        table.Name!.Value.ShouldBe("Deals");
        table.Reference!.Value.ShouldBe("A1:P121");
        table.AutoFilter!.Reference!.Value.ShouldBe("A1:P121");
        table.Descendants<TableColumn>().Single(column => column.Name == "Weighted").CalculatedColumnFormula.ShouldNotBeNull();
        sheet.Worksheet.Descendants<Pane>().Single().VerticalSplit!.Value.ShouldBe(1);
        book.Parts.Workbook.Descendants<DefinedName>().ShouldContain(name => name.Name == "_xlnm.Print_Titles" && name.Text.Contains("Deals"));
    }

    [Fact]
    public async Task Both_charts_are_native_linked_to_their_cells_and_mirrored_in_Arabic()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows(200, ReportLanguage.Arabic));

        ChartPart[] charts = [.. book.Sheet("الملخص").DrawingsPart!.ChartParts];

        charts.Length.ShouldBe(2);
        foreach (var chart in charts)
        {
            chart.ChartSpace.OuterXml.ShouldContain("<c:f>'الملخص'!$");
            chart.ChartSpace.OuterXml.ShouldContain("c:orientation val=\"maxMin\"");
            chart.ChartSpace.OuterXml.ShouldContain("rtl=\"1\"");
        }
    }

    [Fact]
    public async Task No_deals_give_a_workbook_that_says_so_and_what_to_do()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows([], ReportLanguage.English));

        book.ValidatorErrors().ShouldBeEmpty();
        book.Values("Summary").Values.ShouldContain("No deals in this period");
        book.Text("Summary", "A15").ShouldBe("–");
        book.Text("Summary", "A16").ShouldBe("no amount closed in the period");
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("pipeline.xlsx")));
        Recalculation.ShouldAgree(book, recalculated, "Summary").ShouldBeGreaterThan(15);
        Recalculation.ShouldAgree(book, recalculated, "Tie-out").ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Deals_without_dates_and_amounts_are_kept_and_remarked_upon()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows([SampleDeals.Deal(DealStanding.Open, null), SampleDeals.Deal(DealStanding.Open, 10)], ReportLanguage.English));

        book.Number("Summary", "A8").ShouldBe(2);
        book.Number("Summary", "A7").ShouldBe(10);
        book.Formulas("Summary")["A18"].ShouldContain("Deals[Amount]=\"\"");
        book.Number("Summary", "A18").ShouldBe(1);
    }

    [Fact]
    public async Task Text_from_people_is_never_a_formula_and_comes_back_as_it_was()
    {
        string[] titles = ["=1+1", "+966501234567", "007", "1/2", "'quoted", "@SUM(A1)", "_x0041_", "line\nbreak", "<b>&amp;", "😀 ‮txt", new string('x', 300)];
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleDeals.Rows(
            [.. titles.Select(title => SampleDeals.Deal(DealStanding.Open, 1, title: title, owner: title))], ReportLanguage.English));

        book.ValidatorErrors().ShouldBeEmpty();
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("pipeline.xlsx")));
        for (var row = 0; row < titles.Length; row++)
            recalculated.Text("Deals", FormattableString.Invariant($"A{row + 2}")).Replace("_x005F_", "_", StringComparison.Ordinal).ShouldBe(titles[row]);
        Recalculation.ShouldAgree(book, recalculated, "Summary").ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Totals_tie_out_with_the_store_and_a_difference_is_told()
    {
        using var folder = new TempFolder();
        var rows = SampleDeals.Rows(80, ReportLanguage.English);
        (await WrittenAsync(folder, rows)).Dispose();
        using var same = new OpenedWorkbook(folder.File("pipeline.xlsx"));
        same.Values("Tie-out").Values.ShouldContain("All totals agree.");
        same.Dispose();

        using var different = await WrittenAsync(folder, rows with { StoreTotals = rows.StoreTotals! with { WonAmount = 1 } });

        different.Values("Tie-out").Values.ShouldContain(text => text.StartsWith("Some totals differ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Amounts_in_another_currency_are_shown_apart_and_left_out_of_the_totals()
    {
        using var folder = new TempFolder();
        var foreign = SampleDeals.Deal(DealStanding.Open, null) with { Currency = "EUR", OwnAmount = 500 };
        using var book = await WrittenAsync(folder, SampleDeals.Rows([SampleDeals.Deal(DealStanding.Open, 10), foreign], ReportLanguage.English));

        book.Number("Summary", "A7").ShouldBe(10);
        book.Text("Deals", "Q3").ShouldBe("500");
        book.Text("Deals", "R3").ShouldBe("EUR");
        book.ValidatorErrors().ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Summary", "1 Jun 2026 to 31 Aug 2026")]
    [InlineData("ar", "الملخص", "من 1 يونيو 2026 إلى 31 أغسطس 2026")]
    public async Task A_period_leaves_out_what_was_closed_outside_it_and_is_named_in_words(string code, string summary, string named)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        var rows = SampleDeals.Rows(200, language);
        var period = new ReportPeriod(new(2026, 6, 1), new(2026, 9, 1));
        PipelineRow[] inPeriod = [.. rows.Deals.Where(deal => deal.Figures.IsIn(period))];
        rows = SampleDeals.Rows(inPeriod, language) with { Frame = SampleDeals.Frame(language) with { Period = period } };

        using var book = await WrittenAsync(folder, rows);

        inPeriod.Length.ShouldBeLessThan(200);
        book.Text(summary, "A4").ShouldBe(named);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("pipeline.xlsx")));
        Recalculation.ShouldAgree(book, recalculated, summary).ShouldBeGreaterThan(50);
    }

    private static async Task<OpenedWorkbook> WrittenAsync(TempFolder folder, PipelineRows rows)
    {
        var path = folder.File("pipeline.xlsx");
        await ReportWorkbook.WriteAsync(PipelineContent.Of(rows), rows.Frame, path, default);
        return new OpenedWorkbook(path);
    }

    private static (string Address, double Right) PlantWrongValue(string path)
    {
        using var document = SpreadsheetDocument.Open(path, isEditable: true);
        var parts = document.WorkbookPart!;
        var sheet = (WorksheetPart)parts.GetPartById(parts.Workbook.Descendants<Sheet>().First().Id!.Value!);
        var cell = sheet.Worksheet.Descendants<Cell>().First(one => one.CellFormula is not null);
        var right = double.Parse(cell.CellValue!.Text, CultureInfo.InvariantCulture);
        cell.CellValue = new CellValue("999");
        return (cell.CellReference!.Value!, right);
    }
}

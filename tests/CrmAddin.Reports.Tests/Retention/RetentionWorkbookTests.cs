using System.Globalization;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Tests.Capture;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Retention;
using CrmAddin.Reports.Tests.Support;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Tests.Retention;

public sealed class RetentionWorkbookTests
{
    [Theory]
    [InlineData("en", new[] { "Summary", "Cohorts", "Customers", "Sales", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "المجموعات", "العملاء", "المبيعات", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_recalculates_and_stands_in_the_readers_direction(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        using var book = await WrittenAsync(folder, SampleSales.Sales(150), SampleSales.Frame(language));

        book.SheetNames.ShouldBe(sheets);
        foreach (var sheet in sheets)
            (book.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(200);
    }

    [Fact]
    public async Task Headline_figures_are_formulas_over_the_customers_with_hand_computed_values()
    {
        using var folder = new TempFolder();
        Sale[] sales =
        [
            Bought(1, new(2025, 6, 1), 100), Bought(1, new(2026, 2, 1), 40),
            Bought(2, new(2025, 5, 1), 70),
            Bought(3, new(2026, 1, 5), 30), Bought(3, new(2026, 1, 9), 5),
        ];
        using var book = await WrittenAsync(folder, sales, SampleSales.Frame(ReportLanguage.English));

        // One of the two active at the start stayed; with the new one two are active at the end.
        book.Formulas("Summary")["A7"].ShouldBe("IF((A11)=0,\"–\",SUM(Customers[Stayed])/(A11))".Replace("A11", "$A$11", StringComparison.Ordinal));
        (book.Number("Summary", "A7"), book.Number("Summary", "C7"), book.Number("Summary", "E7")).ShouldBe((0.5, 0.5, 0));
        (book.Number("Summary", "A11"), book.Number("Summary", "C11"), book.Number("Summary", "E11"), book.Number("Summary", "G11")).ShouldBe((2, 2, 1, 1));
        (book.Number("Summary", "A15"), book.Number("Summary", "C15")).ShouldBe((35, 70));
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task A_table_without_rows_is_left_out()
    {
        using var folder = new TempFolder();
        Sale[] staying = [Bought(1, new(2025, 6, 1), 100), Bought(1, new(2026, 8, 1), 40)];
        using var book = await WrittenAsync(folder, staying, SampleSales.Frame(ReportLanguage.English));
        using var other = new TempFolder();
        using var withLost = await WrittenAsync(other, [.. staying, Bought(2, new(2025, 5, 1), 70)], SampleSales.Frame(ReportLanguage.English));

        var winBack = new RetentionTexts(ReportLanguage.English)["ToWinBack"];
        book.Values("Summary").Values.ShouldNotContain(winBack);
        withLost.Values("Summary").Values.ShouldContain(winBack);
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Without_sales_the_workbook_says_what_to_do_and_figures_say_why_they_are_empty()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, [], SampleSales.Frame(ReportLanguage.English));

        book.Values("Summary").Values.ShouldContain("No customers yet");
        book.Values("Summary").Values.ShouldContain("no customer was active at the start");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Names_that_mean_harm_stand_as_text_and_everything_still_recalculates()
    {
        using var folder = new TempFolder();
        string[] names = ["=1+1", "+966 50", "@SUM(A1)", "-x", new string('ن', 255), "a\u0001b", "\u202Eevil", "🏡 villa", "x*?~", "'quoted'"];
        Sale[] sales = [.. names.Index().Select(name => Bought(name.Index, new(2025, 3, 1), 10 + name.Index))];
        var rows = ReadRetention.RowsOf(sales, key => names[key.Id], SampleSales.Frame(ReportLanguage.English));
        using var book = await WrittenReport.OpenAsync(folder, RetentionContent.Of(rows), rows.Frame);

        book.Values("Customers")["B2"].ShouldBe("=1+1");
        book.Formulas("Customers").ShouldBeEmpty();
        book.Values("Customers").Values.ShouldContain("\u202Eevil");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task The_published_purchases_of_a_shop_recalculate_to_the_figures_of_the_store()
    {
        if (SharedData.Find("cltv/cdnow/CDNOW_sample.txt") is not { } path)
            return;

        using var folder = new TempFolder();
        var asOf = new DateOnly(1998, 7, 1);
        var moment = new DateTimeOffset(1998, 7, 1, 9, 0, 0, TimeSpan.Zero);
        var frame = SampleSales.Frame(ReportLanguage.English, new(new(1998, 1, 1), null)) with { AsOf = asOf, AsOfMoment = moment, ReadAt = moment };
        using var book = await WrittenAsync(folder, [.. File.ReadLines(path).Select(CdnowRow)], frame);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("report.xlsx")));

        // Of 2,357 customers nine had last bought on 1 January 1997, and were lost when 1998 began; one of them came back. By July 1,549 are lost.
        (book.Number("Summary", "A11"), book.Number("Summary", "C11"), book.Number("Summary", "G11")).ShouldBe((2_348, 808, 1_541));
        Recalculation.ShouldAgree(book, recalculated, "Summary").ShouldBeGreaterThan(20);
        Recalculation.ShouldAgree(book, recalculated, "Tie-out").ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_single_sale_without_an_amount_to_nobody_makes_a_workbook_that_says_so()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, [Bought(1, new(2026, 5, 1), null), new() { Day = new(2026, 5, 2) }], SampleSales.Frame(ReportLanguage.English, ReportPeriod.All));

        WrittenReport.ShouldHold(folder, book);
    }

    private static Sale CdnowRow(string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return Bought(
            long.Parse(parts[1], CultureInfo.InvariantCulture),
            DateOnly.ParseExact(parts[2], "yyyyMMdd", CultureInfo.InvariantCulture),
            decimal.Parse(parts[4], CultureInfo.InvariantCulture));
    }

    private static Task<OpenedWorkbook> WrittenAsync(TempFolder folder, IReadOnlyList<Sale> sales, ReportFrame frame) =>
        WrittenReport.OpenAsync(folder, RetentionContent.Of(ReadRetention.RowsOf(sales, SampleSales.NameOf, frame)), frame);

    private static Sale Bought(long customer, DateOnly day, decimal? amount) => new() { Customer = new(true, customer), Day = day, Amount = amount, Kind = DealKind.New };
}

using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Reports.Cltv;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Tests.Cltv;

public sealed class CltvWorkbookTests
{
    private static readonly CustomerTraits _unknown = new(null, null, null, null);

    [Theory]
    [InlineData("en", new[] { "Summary", "Tracking", "Customers", "Model", "Holdout", "Tracking data", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "المتابعة", "العملاء", "النموذج", "المدة المحجوبة", "بيانات المتابعة", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_recalculates_and_stands_in_the_readers_direction(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        using var book = await WrittenAsync(folder, Regulars.Of(500, SampleDeals.AsOf), SampleSales.Frame(language), Traits, costs: 12_000);

        book.SheetNames.ShouldBe(sheets);
        foreach (var sheet in sheets)
            (book.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task The_firm_of_the_published_models_has_its_historic_and_predicted_value_on_the_cards()
    {
        if (Cdnow() is not { } sales)
            return;

        using var folder = new TempFolder();
        var frame = SampleSales.Frame(ReportLanguage.English, ReportPeriod.All) with { AsOf = new(1998, 7, 1) };
        using var book = await WrittenAsync(folder, sales, frame, _ => _unknown, costs: 23_570);

        // 2,357 customers, 6,919 rows on 6,696 days of purchase: the historic value counts each row, the models each day.
        book.Number("Summary", "A7").ShouldBe(157.58, 0.005);
        book.Number("Summary", "C7").ShouldBe(147.58, 0.005);
        book.Number("Summary", "C12").ShouldBe(2_709.64, 0.005);
        book.Number("Summary", "E12").ShouldBe(1_549);
        book.Number("Summary", "E7").ShouldBeGreaterThan(0);
        (book.Number("Summary", "E7") - book.Number("Summary", "G7")).ShouldBe(10, 1e-9);
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Too_few_customers_who_came_back_leave_the_prediction_empty_with_the_reason()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, SampleSales.Sales(60), SampleSales.Frame(ReportLanguage.English), _ => _unknown, costs: null);

        book.Values("Summary").Values.ShouldContain("fewer than 100 customers came back");
        book.Values("Summary").Values.ShouldContain(new FigureTexts(ReportLanguage.English).Reason(EmptyReason.CostsNotRead));
        book.SheetNames.ShouldNotContain("Holdout");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Nothing_bought_makes_a_workbook_that_says_what_to_do()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, [], SampleSales.Frame(ReportLanguage.English), _ => _unknown, costs: 5);

        book.Values("Summary").Values.ShouldContain("No customers yet");
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task Groups_that_look_like_formulas_or_hold_signs_stand_as_text_and_still_add_up()
    {
        using var folder = new TempFolder();
        string[] groups = ["=1+1", "*", "~?", "a\u0001b", "'x", new string('ن', 255)];
        CustomerTraits Traits(CustomerKey key) => new("+966", groups[key.Id % 6], null, groups[key.Id % 5]);
        using var book = await WrittenAsync(folder, SampleSales.Sales(200), SampleSales.Frame(ReportLanguage.English), Traits, costs: 5);

        WrittenReport.ShouldHold(folder, book);
    }

    private static Task<OpenedWorkbook> WrittenAsync(TempFolder folder, IReadOnlyList<Sale> sales, ReportFrame frame, Func<CustomerKey, CustomerTraits> traits, decimal? costs)
    {
        var value = FirmCustomerValue.Compute(sales, frame.AsOf, frame.Currency, new CustomerValueSettings());
        return WrittenReport.OpenAsync(folder, CltvContent.Of(ReadCltv.RowsOf(sales, traits, value, costs, frame)), frame);
    }

    private static CustomerTraits Traits(CustomerKey customer) => new(
        SampleSales.NameOf(customer),
        (customer.Id % 4) switch { 0 => null, 1 => "Retail", 2 => "Contracting", _ => "retail" },
        (customer.Id % 5) switch { 0 => null, 1 => "A", 2 => "B", _ => "C" },
        (customer.Id % 3) switch { 0 => null, 1 => "Exhibition", _ => "إحالة" });

    private static List<Sale>? Cdnow()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "CrmAddin.sln")))
            folder = folder.Parent;
        var file = Path.Combine(folder?.FullName ?? "", "..", "shared", "data", "cltv", "cdnow", "CDNOW_sample.txt");
        return !File.Exists(file) ? null :
        [
            .. File.ReadLines(file).Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Where(parts => parts.Length == 5).Select(parts => new Sale
            {
                Customer = new(false, long.Parse(parts[1], CultureInfo.InvariantCulture)),
                Day = DateOnly.ParseExact(parts[2], "yyyyMMdd", CultureInfo.InvariantCulture),
                Amount = decimal.Parse(parts[4], CultureInfo.InvariantCulture),
            }),
        ];
    }
}

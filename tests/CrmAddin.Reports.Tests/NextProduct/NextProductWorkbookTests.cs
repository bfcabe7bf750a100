using CrmAddin.Core.Metrics.NextProduct;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.NextProduct;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.NextProduct;

public sealed class NextProductWorkbookTests
{
    private static readonly Dictionary<long, string> _products = new() { [1] = "Villa", [2] = "Furniture", [3] = "حديقة", [4] = "=Pool*", [5] = "furniture" };

    [Theory]
    [InlineData("en", new[] { "Summary", "Customers", "Rules", "Test", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "العملاء", "القواعد", "الاختبار", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_and_recalculates_in_both_languages(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, Sales(300), SampleSales.Frame(ReportLanguage.Parse(code).Value!));

        book.SheetNames.ShouldBe(sheets);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task The_cards_hold_the_share_of_new_purchases_that_were_foretold_beside_the_best_sellers()
    {
        using var folder = new TempFolder();
        var rows = ReadNextProduct.RowsOf(Sales(300), SampleSales.NameOf, _products, SampleSales.Frame(ReportLanguage.English));
        using var book = await WrittenReport.OpenAsync(folder, NextProductContent.Of(rows), rows.Frame);

        rows.Test.Customers.Count.ShouldBeGreaterThan(20);
        book.Number("Summary", "A7").ShouldBe((double)rows.Test.Customers.Count(row => row.Rank <= 3) / rows.Test.Customers.Count, 1e-9);
        book.Number("Summary", "C7").ShouldBe((double)rows.Test.Customers.Count(row => row.PopularRank <= 3) / rows.Test.Customers.Count, 1e-9);
        book.Number("Summary", "E7").ShouldBe(300);
    }

    [Fact]
    public async Task Without_products_the_workbook_says_what_to_do()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, [], SampleSales.Frame(ReportLanguage.English));

        book.Values("Summary").Values.ShouldContain("No products bought yet");
        book.Values("Summary").Values.ShouldContain("nobody bought a product new to them");
        WrittenReport.ShouldHold(folder, book);
    }

    private static Task<OpenedWorkbook> WrittenAsync(TempFolder folder, IReadOnlyList<SoldProduct> sales, ReportFrame frame) =>
        WrittenReport.OpenAsync(folder, NextProductContent.Of(ReadNextProduct.RowsOf(sales, SampleSales.NameOf, _products, frame)), frame);

    // Everybody begins with a villa or a pool and goes on, each by taste, in the order of the products.
    private static List<SoldProduct> Sales(int customers)
    {
        var random = new Random(20_261_122);
        List<SoldProduct> sales = [];
        for (var customer = 1; customer <= customers; customer++)
        {
            var day = SampleDeals.AsOf.AddDays(-random.Next(100, 900));
            foreach (var product in new long[] { customer % 3 == 0 ? 4 : 1, 2, 3, 5, 6 })
            {
                if (day <= SampleDeals.AsOf)
                    sales.Add(new(new(true, customer), product, day));
                if (random.Next(3) == 0)
                    break;
                day = day.AddDays(random.Next(20, 200));
            }
        }
        return sales;
    }
}

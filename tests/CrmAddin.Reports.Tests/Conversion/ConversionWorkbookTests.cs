using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Conversion;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Tests.Conversion;

public sealed class ConversionWorkbookTests
{
    private static readonly DateOnly _asked = new(2026, 3, 1);

    [Theory]
    [InlineData("en", new[] { "Summary", "People", "People by type", "Definitions", "Tie-out" })]
    [InlineData("ar", new[] { "الملخص", "الأشخاص", "الأشخاص حسب النوع", "التعريفات", "المطابقة" })]
    public async Task The_workbook_is_valid_recalculates_and_stands_in_the_readers_direction(string code, string[] sheets)
    {
        using var folder = new TempFolder();
        var language = ReportLanguage.Parse(code).Value!;
        using var book = await WrittenAsync(folder, SamplePeople.Rows(language, 200));

        book.SheetNames.ShouldBe(sheets);
        foreach (var sheet in sheets)
            (book.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
        WrittenReport.ShouldHold(folder, book).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task Rates_and_the_funnel_are_formulas_over_the_people_with_hand_computed_values()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, Rows(
            Asked() with { BoughtOn = _asked.AddDays(10), DealOn = _asked.AddDays(4) },
            Asked() with { DealOn = _asked.AddDays(8) },
            Asked() with { AnsweredOn = _asked },
            Asked()));

        book.Formulas("Summary")["A7"].ShouldBe("IF((COUNT(People[Person number]))=0,\"–\",SUM(People[Bought])/(COUNT(People[Person number])))");
        (book.Number("Summary", "A7"), book.Number("Summary", "A8"), book.Number("Summary", "C7"), book.Number("Summary", "E7"), book.Number("Summary", "G7"))
            .ShouldBe((0.25, 1, 0.5, 4, 0));
        (book.Number("Summary", "A11"), book.Number("Summary", "C11")).ShouldBe((6, 10));
        var values = book.Values("Summary");
        var deal = values.Single(cell => cell.Value == "Deal").Key[1..];
        (values["C" + deal], values["D" + deal], values["E" + deal], values["F" + deal]).ShouldBe(("2", "1", "0.5", "6"));
        WrittenReport.ShouldHold(folder, book);
    }

    [Fact]
    public async Task A_person_of_several_types_is_in_the_row_of_each_and_no_total_adds_the_rows_up()
    {
        using var folder = new TempFolder();
        using var book = await WrittenAsync(folder, Rows(
            Asked() with { Types = ["Buyer", "Investor"], BoughtOn = _asked },
            Asked() with { Types = ["buyer"] },
            Asked()));

        var (values, formulas) = (book.Values("Summary"), book.Formulas("Summary"));
        RowOf("Buyer").ShouldBe(("2", "1", "0.5"));
        RowOf("Investor").ShouldBe(("1", "1", "1"));
        RowOf("(no type)").ShouldBe(("1", "0", "0"));
        var last = int.Parse(values.Single(cell => cell.Value == "(no type)").Key[1..], CultureInfo.InvariantCulture);
        formulas.Keys.ShouldNotContain("B" + (last + 1));
        book.Values("People")["F2"].ShouldBe("Buyer, Investor");
        book.Text("Tie-out", "B7").ShouldBe("3");
        WrittenReport.ShouldHold(folder, book);

        (string People, string Customers, string Rate) RowOf(string type)
        {
            var row = values.Single(cell => cell.Value == type).Key[1..];
            return (values["B" + row], values["D" + row], values["F" + row]);
        }
    }

    [Fact]
    public async Task Nobody_and_one_person_without_source_make_workbooks_that_open()
    {
        using var folder = new TempFolder();
        using var nobody = await WrittenAsync(folder, Rows());
        nobody.Values("Summary").Values.ShouldContain("No leads in this period");
        WrittenReport.ShouldHold(folder, nobody);

        using var one = await WrittenAsync(folder, Rows(Asked()));
        one.Values("Summary").Values.ShouldContain("(no source)");
        WrittenReport.ShouldHold(folder, one);
    }

    [Fact]
    public async Task Names_that_mean_harm_stand_as_text_and_everything_still_recalculates()
    {
        using var folder = new TempFolder();
        string[] names = ["=1+1", "+966 50", "@SUM(A1)", "-x", new string('ن', 255), "a\u0001b", "\u202Eevil", "🏡 villa", "x*?~", "'quoted'", "<>5"];
        using var book = await WrittenAsync(folder, Rows([.. names.Select(name => Asked() with { Source = name, Campaign = name, Owner = name, Types = [name, name + "2"] })]));

        book.Formulas("People").ShouldBeEmpty();
        book.Values("People")["C2"].ShouldBe("=1+1");
        WrittenReport.ShouldHold(folder, book);
    }

    private static Task<OpenedWorkbook> WrittenAsync(TempFolder folder, ConversionRows rows) => WrittenReport.OpenAsync(folder, ConversionContent.Of(rows), rows.Frame);

    private static ConversionRows Rows(params ConversionPerson[] people) => SamplePeople.Of(
        SampleSales.Frame(ReportLanguage.English), [.. people.Index().Select(person => new PersonLine(person.Index + 1, $"Person {person.Index}", person.Item))]);

    private static ConversionPerson Asked() => new() { AskedOn = _asked };
}

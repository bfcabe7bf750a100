using CrmAddin.Core.Firm;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Insertion;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests;

public sealed class EveryReportTests
{
    private const int RowsThatTheValidatorTakes = 1_000;

    [Fact]
    public async Task There_are_fourteen_reports_each_described_in_both_languages()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var (english, arabic) = await store.UseAsync(services => Task.FromResult(
            (services.GetRequiredService<ReportCatalogue>().In(ReportLanguage.English), services.GetRequiredService<ReportCatalogue>().In(ReportLanguage.Arabic))));

        english.Select(report => report.Name).Order().ShouldBe(
            ["activity", "cac", "campaigns", "closed-deals", "cltv", "conversion", "cycle", "executive", "list-growth", "next-product", "pipeline", "retention", "sources", "targets"]);
        foreach (var (one, other) in english.Zip(arabic))
        {
            other.Name.ShouldBe(one.Name);
            other.Title.ShouldNotBe(one.Title);
            other.Description.ShouldNotBe(one.Description);
        }
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task On_the_sample_firm_every_formula_of_every_report_gives_its_cached_value_and_the_stores_figure(string language)
    {
        using var folder = new TempFolder();
        await using var store = await ReportedFirm.DemoAsync(folder);

        await HoldsAsync(store, language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task On_the_Maven_deals_every_formula_of_every_report_gives_its_cached_value_and_the_stores_figure(string language)
    {
        using var folder = new TempFolder();
        if (await ReportedFirm.MavenAsync(folder) is not { } store)
            return;
        await using (store)
            await HoldsAsync(store, language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task On_the_CDNOW_purchases_every_formula_of_every_report_gives_its_cached_value_and_the_stores_figure(string language)
    {
        using var folder = new TempFolder();
        if (await ReportedFirm.CdnowAsync(folder) is not { } store)
            return;
        await using (store)
            await HoldsAsync(store, language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task An_empty_store_gives_a_workbook_of_every_report_that_says_what_is_missing(string language)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        await HoldsAsync(store, language);
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firm_that_set_its_figures_otherwise_finds_what_it_set_in_every_formula_and_definition(string language)
    {
        using var folder = new TempFolder();
        var figures = new FigureSettings
        {
            ActiveMonths = 5,
            MinLostCustomers = 2,
            MinCampaignCustomers = 3,
            CommitProbability = 0.55m,
            BestCaseProbability = 0.15m,
            DiscountPerMonth = 0.025m,
            Margin = 0.35m,
            Attribution = AttributionRule.Even,
        };
        await using var store = await ReportedFirm.DemoAsync(folder, figures);

        await HoldsAsync(store, language);

        Definition("cltv", "lostCustomers").ShouldContain("5");
        Definition("cltv", "retentionSpanYears").ShouldContain("2");
        Definition("cltv", "cltvPredicted").ShouldContain("2.5");
        Definition("campaigns", "nei").ShouldContain("3");
        Definition("pipeline", "commitAmount").ShouldContain("0.55");
        Definition("pipeline", "bestCaseAmount").ShouldContain("0.15");
        Definition("cac", "newCustomerProfit").ShouldContain("0.35");

        string Definition(string report, string key)
        {
            using var book = new OpenedWorkbook(folder.File($"{report}-{language}.xlsx"));
            var cells = book.Values(new LayoutTexts(ReportLanguage.Parse(language).Value!)["Definitions"]);
            return cells["B" + cells.Single(cell => cell.Value == key).Key[1..]];
        }
    }

    [Fact]
    public async Task Rows_with_an_identity_are_found_again_by_a_key_that_no_other_row_has()
    {
        using var folder = new TempFolder();
        await using var store = await ReportedFirm.DemoAsync(folder);

        Dictionary<string, string> keys = [];
        foreach (var outcome in await WriteAllAsync(store, new(null, null, null, ReportLanguage.English)))
        {
            var tables = (await CutWorkbook.RunAsync(outcome.File, keepsCharts: false, default)).Tables.Where(table => table.Key is not null).ToList();
            keys[Path.GetFileNameWithoutExtension(outcome.File)[..^3]] = string.Join(", ", tables.Select(table => $"{table.Sheet} by {table.Key}"));
            foreach (var table in tables)
            {
                var at = table.Columns.ToList().FindIndex(column => column.Heading == table.Key);
                table.Rows.Select(row => row[at]).ShouldAllBe(key => key != null, outcome.File);
                table.Rows.Select(row => row[at]).ShouldBeUnique(outcome.File);
            }
        }

        keys.ShouldBe(new Dictionary<string, string>
        {
            ["activity"] = "Leads by Lead number, Contacts by Person number",
            ["cac"] = "Costs by Cost number, Customers by Customer number, Leads by Lead number",
            ["campaigns"] = "Members by Member number, Leads by Lead number, Deals by Deal number, Customers by Customer number, Costs by Cost number",
            ["closed-deals"] = "Deals by Deal number",
            ["cltv"] = "Customers by Number",
            ["conversion"] = "People by Person number",
            ["cycle"] = "Won deals by Deal number",
            ["executive"] = "Figures by Part, Months by Month, Forecast band by Month",
            ["list-growth"] = "",
            ["next-product"] = "Customers by Number, Test by Number",
            ["pipeline"] = "Deals by Deal number",
            ["retention"] = "Customers by Customer number",
            ["sources"] = "Leads by Lead number, Deals by Deal number, Customers by Customer number, Costs by Cost number",
            ["targets"] = "Won deals by Deal number",
        });
    }

    private static async Task HoldsAsync(TestStore store, string code)
    {
        var language = ReportLanguage.Parse(code).Value!;
        var written = await WriteAllAsync(store, new(null, null, null, language));
        var recalculated = LibreOffice.Recalculate([.. written.Select(outcome => outcome.File)]);
        foreach (var (outcome, again) in written.Zip(recalculated))
        {
            using var book = new OpenedWorkbook(outcome.File);
            using var calculated = new OpenedWorkbook(again);
            var formulas = book.SheetNames.Sum(sheet => Recalculation.ShouldAgree(book, calculated, sheet));
            formulas.ShouldBeGreaterThan(0, outcome.File);
            TiesOut(calculated, language);
            if (outcome.Rows <= RowsThatTheValidatorTakes)
                book.ValidatorErrors().ShouldBeEmpty(outcome.File);
        }
    }

    private static void TiesOut(OpenedWorkbook book, ReportLanguage language)
    {
        var texts = new LayoutTexts(language);
        var cells = book.Values(texts["TieOut"]);
        cells.Values.ShouldNotContain(texts["Differs"]);
        foreach (var (address, value) in cells.Where(cell => cell.Key.StartsWith('D') && cell.Value.Length > 0 && cell.Value != texts["Difference"]))
            double.Parse(value, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(0, 1e-9, address);
    }

    internal static async Task<IReadOnlyList<ReportOutcome>> WriteAllAsync(TestStore store, ReportRequest request)
    {
        var names = await store.UseAsync(services => Task.FromResult(services.GetServices<IReport>().Select(report => report.Name).Order().ToList()));
        List<ReportOutcome> written = [];
        foreach (var name in names)
        {
            var outcome = await store.UseAsync(
                services => services.GetRequiredService<RunReport>().RunAsync(name, request, store.Folder.File($"{name}-{request.Language.Code}.xlsx"), default), Reader.LocalAdministrator);
            outcome.Error?.Sentence.ShouldBeNull();
            written.Add(outcome.Value!);
        }

        return written;
    }
}

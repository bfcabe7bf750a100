using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Executive;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Executive;

public sealed class ExecutiveReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firms_year_stands_on_one_page_calculated_alike_by_LibreOffice_and_ties_out(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        await KeepForecastAsync(store);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("executive", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(90);
        ReportRun.ShouldFitOnOnePage(outcome);
        // It reads no histories of deals, so that it must not tell how many slipped.
        using var book = new OpenedWorkbook(outcome.File);
        var parts = book.Values(new ExecutiveTexts(language)["Parts"]).Values;
        parts.ShouldContain(FigureKeys.WonCount);
        parts.ShouldNotContain(FigureKeys.SlippedCount);
    }

    [Fact]
    public async Task A_card_whose_figures_are_empty_for_one_reason_says_it_once()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);

        var outcome = await store.RunReportAsync("executive", ReportRun.All);

        using var book = new OpenedWorkbook(outcome.File);
        var cells = book.Values("Summary");
        var median = cells.Single(cell => cell.Value == new FigureTexts(ReportLanguage.English).Name(FigureKeys.ForecastMedian)).Key;
        median.ShouldBe("G6");
        (cells["G7"], cells["G8"], cells.GetValueOrDefault("H8", "")).ShouldBe(("–", new FigureTexts(ReportLanguage.English).Reason(EmptyReason.NotComputedYet), ""));
        ReportRun.ShouldHold(outcome, ReportLanguage.English);
    }

    [Fact]
    public async Task Its_headlines_are_those_of_the_other_reports()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        var year = ReportRun.All with { From = new(2026, 1, 1), To = new(2027, 1, 1) };

        var executive = (await store.RunReportAsync("executive", year)).Values;

        foreach (var name in new[] { "pipeline", "targets", "activity", "conversion", "retention" })
        {
            var other = (await store.RunReportAsync(name, year)).Values;
            foreach (var key in other.Keys.Intersect(executive.Keys))
                executive[key].ShouldBe(other[key], $"{key} of {name}");
        }
    }

    [Fact]
    public async Task Cost_and_value_of_customers_follow_their_definitions()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SaveAsync(store, db =>
        {
            var account = new Account { Name = "Horizon", NameKey = "horizon" };
            db.Purchases.Add(new() { Account = account, BoughtOn = new(2025, 11, 22), Amount = 100, Currency = "USD" });
            db.Purchases.Add(new() { Account = account, BoughtOn = new(2026, 5, 1), Amount = 300, Currency = "USD" });
            db.Costs.Add(new() { SpentOn = new(2026, 1, 1), Amount = 50, Currency = "USD", Category = CostCategory.Sales });
        });

        var all = await store.RunReportAsync("executive", ReportRun.All);
        ReportRun.ShouldHold(all, ReportLanguage.English);
        var agent = (await store.RunReportAsync("executive", ReportRun.All, new Reader(1, Role.Agent, []))).Values;

        // 365 active days of one customer to date: 200 × (2 ÷ 0.9993) × 0.9993 = 400.
        decimal.Round(all.Values[FigureKeys.CltvGross]!.Value, 6).ShouldBe(400);
        (all.Values[FigureKeys.Cac], decimal.Round(all.Values[FigureKeys.Cltv]!.Value, 6), all.Values[FigureKeys.RepeatRate]).ShouldBe((50, 350, 1));
        agent[FigureKeys.Cac].ShouldBeNull();
    }

    [Fact]
    public async Task A_forecast_is_read_as_it_was_kept_and_only_for_the_whole_firm()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await KeepForecastAsync(store);

        var whole = await store.RunReportAsync("executive", ReportRun.All);
        using var book = new OpenedWorkbook(whole.File);
        book.Values("Summary").Values.ShouldContain("The forecast band is of the whole firm, as computed with the deals of 21 Nov 2026.");
        var agent = (await store.RunReportAsync("executive", ReportRun.All, new Reader(1, Role.Agent, []))).Values;

        (whole.Values[FigureKeys.ForecastLow], whole.Values[FigureKeys.ForecastMedian], whole.Values[FigureKeys.ForecastHigh]).ShouldBe((80_000, 100_000, 130_000));
        agent[FigureKeys.ForecastMedian].ShouldBeNull();
    }

    [Fact]
    public async Task An_empty_store_says_of_each_figure_why_it_is_empty()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var outcome = await store.RunReportAsync("executive", ReportRun.All);

        ReportRun.ShouldHold(outcome, ReportLanguage.English);
        ReportRun.ShouldFitOnOnePage(outcome);
        using var book = new OpenedWorkbook(outcome.File);
        string[] texts = [.. book.Values("Summary").Values];
        texts.ShouldContain("no answers recorded");
        texts.ShouldContain("no requests recorded");
        texts.ShouldContain("no target in the period");
        outcome.Figures.Where(figure => figure.Value is null).ShouldAllBe(figure => figure.WhyEmpty != null);
    }

    [Fact]
    public async Task A_past_day_shows_the_deals_as_they_stood_and_no_touches()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SaveAsync(store, db =>
        {
            var stages = db.Stages.OrderBy(stage => stage.Position).ToList();
            var deal = new Deal { Title = "A deal", Currency = "USD", Amount = 900, PipelineId = stages[0].PipelineId, OpenedOn = new(2026, 9, 1) };
            deal.MoveTo(stages[0], new(2026, 9, 1, 9, 0, 0, TimeSpan.Zero), new(2026, 9, 1), null);
            deal.MoveTo(stages[3], new(2026, 11, 10, 9, 0, 0, TimeSpan.Zero), new(2026, 11, 10), null);
            db.Deals.Add(deal);
        });

        var past = await store.RunReportAsync("executive", ReportRun.All with { AsOf = new(2026, 11, 5, 9, 0, 0, TimeSpan.Zero) });

        (past.Values[FigureKeys.OpenAmount], past.Values[FigureKeys.WonCount], past.Values[FigureKeys.TouchedShare]).ShouldBe((900, 0, null));
    }

    private static Task<bool> KeepForecastAsync(TestStore store) => store.UseAsync(async services =>
    {
        MonthBand[] months = [.. Enumerable.Range(0, 3).Select(i => new MonthBand(new DateOnly(2026, 11, 1).AddMonths(i), 10_000, 80_000, 100_000 + i, 130_000, 90_000, 10_000, 95_000))];
        var forecast = new FirmForecast(new(2026, 11, 21), "USD", 5, 0, null, months, BackTest.Compute([], new(2026, 11, 21), new ForecastSettings()));
        await new KeepModel(services.GetRequiredService<CrmDb>()).RunAsync(StoredModelKind.Forecast, new(2026, 11, 21), forecast, default);
        return true;
    });

    private static Task<bool> SaveAsync(TestStore store, Action<CrmDb> change) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        change(db);
        await db.SaveChangesAsync();
        return true;
    });
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.ClosedDeals;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.ClosedDeals;

public sealed class ClosedDealsReportTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_firms_year_is_calculated_alike_by_LibreOffice_and_ties_out(string code)
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await SampleFirm.FillAsync(store);
        var language = ReportLanguage.Parse(code).Value!;

        var outcome = await store.RunReportAsync("closed-deals", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(150);
    }

    [Fact]
    public async Task Reasons_competitors_and_price_distance_are_those_of_the_lost_deals()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, StageKind.Won, 500);
        await AddAsync(store, StageKind.Lost, 110, (deal, db) =>
        {
            deal.LossReason = db.LookupItems.First(item => item.Kind == LookupKind.LossReason && item.Name == "Price");
            deal.Competitor = new LookupItem { Kind = LookupKind.Competitor, Name = "Rival" };
            deal.CompetitorPrice = 100;
        });
        await AddAsync(store, StageKind.Open, 9_999);

        var outcome = await store.RunReportAsync("closed-deals", ReportRun.All);

        (outcome.Rows, outcome.Values[FigureKeys.WonAmount], outcome.Values[FigureKeys.LostAmount], outcome.Values[FigureKeys.WinRate]).ShouldBe((2, 500, 110, 0.5m));
        outcome.Values[FigureKeys.PriceDistance].ShouldBe(0.1m);
        using var book = new OpenedWorkbook(outcome.File);
        string[] texts = [.. book.Values("Summary").Values];
        texts.ShouldContain("Price");
        texts.ShouldContain("Rival");
        book.SheetNames.ShouldBe(["Summary", "Deals", "Definitions", "Tie-out"]);
    }

    [Fact]
    public async Task A_product_without_a_price_of_its_own_takes_the_amount_of_the_deal_it_is_alone_in()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, StageKind.Won, 500, (deal, _) => deal.Lines.Add(new() { Product = Product("Villa") }));
        await AddAsync(store, StageKind.Won, 900, (deal, _) =>
        {
            deal.Lines.Add(new() { Product = Product("Office"), Quantity = 3, UnitPrice = 100 });
            deal.Lines.Add(new() { Product = Product("Garage") });
        });

        var rows = await store.UseAsync(async services =>
            (await services.GetRequiredService<RunReport>().ReadAsync("closed-deals", ReportRun.All, default)).Value.Content.Tables[1], Reader.LocalAdministrator);

        ((Summary.DataTable<ClosedProductRow>)rows).Rows.Select(row => (row.Product.Product, row.Product.Amount)).ShouldBe([("Villa", 500m), ("Office", 300m), ("Garage", null)]);
    }

    [Fact]
    public async Task Names_that_are_hard_on_a_workbook_stay_text_and_every_formula_agrees()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        foreach (var (index, name) in ReportRun.BadNames.Index())
        {
            await AddAsync(store, index % 2 == 0 ? StageKind.Won : StageKind.Lost, index + 1, (deal, _) =>
            {
                deal.Title = name;
                deal.Owner = new User { UserName = $"user{index}", DisplayName = name, IsActive = false };
                deal.Competitor = new LookupItem { Kind = LookupKind.Competitor, Name = $"{name}{index}" };
                deal.CompetitorPrice = 1;
                deal.Lines.Add(new() { Product = Product(name) });
            });
        }

        var outcome = await store.RunReportAsync("closed-deals", ReportRun.All);

        ReportRun.ShouldHold(outcome, ReportLanguage.English).ShouldBeGreaterThan(100);
    }

    [Fact]
    public async Task No_deals_one_deal_deals_without_amount_and_a_currency_without_a_rate_each_give_a_workbook_that_opens()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var none = await store.RunReportAsync("closed-deals", ReportRun.All);
        ReportRun.ShouldHold(none, ReportLanguage.English);
        await AddAsync(store, StageKind.Lost, null);
        var one = await store.RunReportAsync("closed-deals", ReportRun.All);
        ReportRun.ShouldHold(one, ReportLanguage.English);
        await AddAsync(store, StageKind.Won, 70, (deal, _) => deal.Currency = "XAU");
        var foreign = await store.RunReportAsync("closed-deals", ReportRun.All);
        ReportRun.ShouldHold(foreign, ReportLanguage.English);

        (none.Rows, one.Rows, foreign.Rows).ShouldBe((0, 1, 2));
        (one.Values[FigureKeys.WinRate], one.Values[FigureKeys.WinRateByAmount], foreign.Values[FigureKeys.WonAmount]).ShouldBe((0, null, 0));
        using var book = new OpenedWorkbook(foreign.File);
        book.Values("Deals").Values.ShouldContain("XAU");
    }

    [Fact]
    public async Task Every_deal_counts_in_its_period_team_and_day_of_reporting()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, StageKind.Won, 1, (deal, _) => deal.ClosedOn = new(2026, 9, 30));
        await AddAsync(store, StageKind.Won, 10, (deal, _) => deal.ClosedOn = new(2026, 10, 1));
        await AddAsync(store, StageKind.Won, 100, (deal, _) => (deal.ClosedOn, deal.TeamId) = (new(2026, 10, 31), 5));
        await AddAsync(store, StageKind.Won, 1_000, (deal, _) => deal.ClosedOn = new(2026, 11, 1));

        var october = ReportRun.All with { From = new(2026, 10, 1), To = new(2026, 11, 1) };

        (await store.RunReportAsync("closed-deals", october)).Values[FigureKeys.WonAmount].ShouldBe(110);
        (await store.RunReportAsync("closed-deals", october, new Reader(1, Role.Agent, [5]))).Values[FigureKeys.WonAmount].ShouldBe(100);
        (await store.RunReportAsync("closed-deals", ReportRun.All with { AsOf = new(2026, 10, 5, 9, 0, 0, TimeSpan.Zero) })).Values[FigureKeys.WonAmount].ShouldBe(11);
    }

    private static Product Product(string name) => new() { Name = name, NameKey = name.ToUpperInvariant(), Currency = "USD" };

    private static Task<bool> AddAsync(TestStore store, StageKind kind, decimal? amount, Action<Deal, CrmDb>? change = null) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var stage = await db.Stages.OrderBy(one => one.Position).FirstAsync(one => one.Kind == kind);
        var deal = new Deal { Title = "A deal", Currency = "USD", PipelineId = stage.PipelineId, Amount = amount, OpenedOn = new(2026, 9, 1) };
        deal.MoveTo(stage, new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero), new(2026, 11, 20), null);
        change?.Invoke(deal, db);
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return true;
    });
}

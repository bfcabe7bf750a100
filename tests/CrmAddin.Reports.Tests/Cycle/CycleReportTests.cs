using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Cycle;

public sealed class CycleReportTests
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

        var outcome = await store.RunReportAsync("cycle", ReportRun.All with { Language = language });

        ReportRun.ShouldHold(outcome, language).ShouldBeGreaterThan(60);
    }

    [Fact]
    public async Task Durations_come_from_the_moves_and_open_stays_stand_apart()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, "One", (1, 0), (5, 1), (15, 3));
        await AddAsync(store, "Two", (2, 0), (10, 1));

        var outcome = await store.RunReportAsync("cycle", ReportRun.All);

        (outcome.Rows, outcome.Values[FigureKeys.SalesCycleDays], outcome.Values[FigureKeys.WonWithDates]).ShouldBe((1, 14, 1));
        (outcome.Values[FigureKeys.EndedStays], outcome.Values[FigureKeys.StageMedianDays], outcome.Values[FigureKeys.OpenStays], outcome.Values[FigureKeys.OpenStayMedianDays]).ShouldBe((3, 8, 1, 12));
        ReportRun.ShouldHold(outcome, ReportLanguage.English);
    }

    [Fact]
    public async Task A_past_day_shows_the_stays_that_went_on_then()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddAsync(store, "One", (1, 0), (5, 1), (15, 3));

        var outcome = await store.RunReportAsync("cycle", ReportRun.All with { AsOf = new(2026, 11, 7, 9, 0, 0, TimeSpan.Zero) });

        (outcome.Values[FigureKeys.WonWithDates], outcome.Values[FigureKeys.EndedStays], outcome.Values[FigureKeys.OpenStayMedianDays]).ShouldBe((0, 1, 2));
    }

    [Fact]
    public async Task Nothing_one_deal_and_hard_names_each_give_a_workbook_that_opens()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);

        var none = await store.RunReportAsync("cycle", ReportRun.All);
        ReportRun.ShouldHold(none, ReportLanguage.English);
        await AddAsync(store, "One", (1, 0));
        ReportRun.ShouldHold(await store.RunReportAsync("cycle", ReportRun.All), ReportLanguage.English);
        foreach (var name in ReportRun.BadNames)
            await AddAsync(store, name, (1, 0), (3, 1), (9, 3));

        ReportRun.ShouldHold(await store.RunReportAsync("cycle", ReportRun.All), ReportLanguage.English).ShouldBeGreaterThan(50);
    }

    private static Task<bool> AddAsync(TestStore store, string title, params (int Day, int Stage)[] moves) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var stages = await db.Stages.OrderBy(stage => stage.Position).ToListAsync();
        var deal = new Deal { Title = title, Currency = "USD", PipelineId = stages[0].PipelineId, Amount = 1, OpenedOn = new(2026, 11, 1), Owner = new User { UserName = title, DisplayName = title, IsActive = false } };
        foreach (var (day, stage) in moves)
            deal.MoveTo(stages[stage], new(2026, 11, day, 9, 0, 0, TimeSpan.Zero), new(2026, 11, day), null);
        db.Deals.Add(deal);
        await db.SaveChangesAsync();
        return true;
    });
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports.Cltv;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Cltv;

public sealed class CltvReportTests
{
    private static readonly ReportRequest _all = new(null, null, null, ReportLanguage.English);

    [Fact]
    public async Task A_report_on_now_predicts_by_the_model_of_the_last_night_and_one_on_a_past_day_by_its_own()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddRegularsAsync(store, count: 400);

        var fresh = await RunAsync(store, _all);
        var fitted = await store.UseAsync(services => services.GetRequiredService<FitCustomerValue>().RunAsync(default), Reader.System);
        var stored = await RunAsync(store, _all);
        var model = fitted with { Fitted = fitted.Fitted with { Spend = fitted.Fitted.Spend! with { Parameters = [.. fitted.Fitted.Spend.Parameters[..2], fitted.Fitted.Spend.Parameters[2] * 2] } } };
        await store.UseAsync(services => services.GetRequiredService<KeepModel>().RunAsync(StoredModelKind.CustomerValue, fitted.Fitted.AsOf, model, default), Reader.System);
        var dearer = await RunAsync(store, _all);
        var past = await RunAsync(store, _all with { AsOf = store.Clock.Now.AddDays(-30) });

        stored[FigureKeys.CltvPredictedGross].ShouldBe(fresh[FigureKeys.CltvPredictedGross]);
        fresh[FigureKeys.CltvPredictedGross]!.Value.ShouldBe(fitted.All!.Value.Mean, 0.01m);
        dearer[FigureKeys.CltvPredictedGross]!.Value.ShouldBeGreaterThan(stored[FigureKeys.CltvPredictedGross]!.Value);
        past[FigureKeys.CltvPredictedGross]!.Value.ShouldBeLessThan(dearer[FigureKeys.CltvPredictedGross]!.Value);
        fresh[FigureKeys.CltvPredicted].ShouldBe(fresh[FigureKeys.CltvPredictedGross] - fresh[FigureKeys.Cac]);
    }

    [Fact]
    public async Task Customers_stand_with_level_and_source_and_an_agent_reads_no_costs()
    {
        using var folder = new TempFolder();
        await using var store = await TestStore.CreateAsync(folder);
        await AddRegularsAsync(store, count: 5);

        var agent = await RunAsync(store, _all, new Reader(7, Role.Agent, [2]));
        await RunAsync(store, _all);
        using var book = new OpenedWorkbook(folder.File("cltv.xlsx"));

        (agent[FigureKeys.Cac], agent[FigureKeys.Cltv], agent[FigureKeys.Customers]).ShouldBe((null, null, 0));
        var cells = book.Values("Customers");
        (cells["B2"], cells["D2"]).ShouldBe(("Customer 1", "A"));
        book.Values("Tie-out").Values.ShouldContain("All totals agree.");
    }

    [Fact]
    public void Every_query_of_the_report_translates()
    {
        using var db = new SqlServerCrmDb(new DbContextOptionsBuilder<SqlServerCrmDb>().UseSqlServer("Server=none").Options, TimeProvider.System, new WriteGate());

        CltvQuery.Industries(db).ToQueryString().ShouldContain("SELECT");
        CltvQuery.Contacts(db).ToQueryString().ShouldContain("EXISTS");
        CltvQuery.Costs(db, new(2026, 1, 1), new(2026, 2, 1)).ToQueryString().ShouldContain("SELECT");
    }

    private static async Task<IReadOnlyDictionary<string, decimal?>> RunAsync(TestStore store, ReportRequest request, Reader? reader = null)
    {
        var result = await store.UseAsync(
            services => services.GetRequiredService<RunReport>().RunAsync("cltv", request, store.Folder.File("cltv.xlsx"), default), reader ?? Reader.LocalAdministrator);
        return (result.Value ?? throw new InvalidOperationException(result.Error!.Sentence)).Values;
    }

    private static Task<bool> AddRegularsAsync(TestStore store, int count) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Setup, "test");
        var today = DateOnly.FromDateTime(store.Clock.Now.UtcDateTime);
        db.Add(new Cost { SpentOn = today.AddDays(-1), Amount = 1_000, Currency = "USD", Category = CostCategory.Sales });
        foreach (var customer in Regulars.Of(count, today).GroupBy(sale => sale.Customer!.Value.Id))
        {
            var contact = new Contact { DisplayName = $"Customer {customer.Key}", Level = customer.Key % 2 == 1 ? ContactLevel.A : null };
            foreach (var sale in customer)
                db.Add(new Purchase { BoughtOn = sale.Day, Amount = sale.Amount!.Value, Currency = "USD", Contact = contact });
        }
        await db.SaveChangesAsync();
        return true;
    });
}

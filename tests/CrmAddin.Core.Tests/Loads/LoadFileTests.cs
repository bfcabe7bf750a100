using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Costs;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Targets;
using CrmAddin.Core.Tests.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Loads;

public sealed class SqliteLoadFileTests() : LoadFileTests(StoreProvider.Sqlite);

public sealed class PostgresLoadFileTests() : LoadFileTests(StoreProvider.Postgres);

/// <summary>All the loads, one after the other, on both engines.</summary>
public abstract class LoadFileTests(StoreProvider provider) : IAsyncLifetime
{
    private TestedStore Store { get; set; } = null!;

    public async Task InitializeAsync() => Store = await TestedStore.CreateAsync(provider);

    public async Task DisposeAsync() => await Store.DisposeAsync();

    [Fact]
    public async Task Every_load_takes_its_rows_in_knows_them_again_and_is_taken_back_without_a_trace()
    {
        var before = await CountsAsync();

        var loads = await LoadAllAsync();
        var again = await LoadAllAsync();

        loads.Select(load => (load.Created, load.Updated, load.Unchanged, load.Rejected)).ShouldBe([(2, 0, 0, 0), (3, 0, 0, 0), (2, 0, 0, 0), (2, 0, 0, 0), (1, 0, 0, 0), (2, 0, 0, 0)]);
        again.Select(load => (load.Created, load.Updated, load.Unchanged, load.Rejected)).ShouldBe([(0, 0, 2, 0), (0, 0, 3, 0), (0, 0, 2, 0), (0, 0, 2, 0), (0, 0, 1, 0), (0, 0, 2, 0)]);
        (await CountsAsync()).ShouldNotBe(before);
        foreach (var load in loads.Reverse())
            (await Store.UseAsync(services => services.GetRequiredService<UndoLoad>().RunAsync(load.ImportId, default), Reader.LocalAdministrator)).Value!.Stayed.ShouldBe(0);
        (await CountsAsync()).ShouldBe(before);
    }

    private async Task<IReadOnlyList<LoadOutcome>> LoadAllAsync() =>
    [
        await LoadAsync((services, request) => services.GetRequiredService<LoadLeads>().RunAsync(request, null, default),
            "email,name,received at,source,campaign\nann@example.com,Ann,2026-01-05,Radio,Spring\nreem@example.com,ريم,2026-01-06,إحالة,Spring\n"),
        await LoadAsync((services, request) => services.GetRequiredService<LoadPurchases>().RunAsync(request, null, default),
            "date,amount,customer,product\n20260101,29.33,0001,CD\n20260118,29.73,0001,CD\n20260101,12,شركة الواحة,CD\n"),
        await LoadAsync((services, request) => services.GetRequiredService<LoadCosts>().RunAsync(request, null, default),
            "date,amount,category,campaign\n2026-01-15,10,sales,Spring\n2026-01-15,10,sales,Spring\n"),
        await LoadAsync((services, request) => services.GetRequiredService<LoadMembers>().RunAsync(request, null, default),
            "campaign,email,added,opened\nSpring,ann@example.com,2026-01-01,2026-01-02\nSummer,reem@example.com,2026-01-01,\n"),
        await LoadAsync((services, request) => services.GetRequiredService<LoadTargets>().RunAsync(request, null, default), "start,amount\n2026-Q1,1000\n"),
        await LoadAsync((services, request) => services.GetRequiredService<LoadRates>().RunAsync(request, null, default), "currency,day,rate\nUSD,2026-01-01,3.75\nIRR,2026-01-01,0.0000891234\n"),
    ];

    private async Task<LoadOutcome> LoadAsync(Func<IServiceProvider, LoadRequest, Task<Result<LoadOutcome>>> load, string csv)
    {
        var request = new LoadRequest(Store.Write("rows.csv", csv), null, Store.File("rejects"));
        return (await Store.UseAsync(services => load(services, request), Reader.LocalAdministrator)).Value.ShouldNotBeNull();
    }

    private Task<(int, int, int, int, int, int, int, int, int, int, int)> CountsAsync() => Store.ReadAsync(async db => (
        await db.Leads.CountAsync(), await db.Contacts.CountAsync(), await db.ContactEmails.CountAsync(), await db.SearchKeys.CountAsync(), await db.LookupItems.CountAsync(), await db.Campaigns.CountAsync(),
        await db.Purchases.CountAsync() + await db.Products.CountAsync(), await db.Accounts.CountAsync(), await db.Costs.CountAsync(), await db.CampaignMembers.CountAsync(),
        await db.Targets.CountAsync() + await db.ExchangeRates.CountAsync()));
}

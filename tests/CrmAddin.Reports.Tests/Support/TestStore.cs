using CrmAddin.Core;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>An embedded store of its own for one test, with the shipped lists, reports and a clock that stands still.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private TestStore(TempFolder folder, FirmSettings firm)
    {
        Folder = folder;
        var settings = new StoreSettings(StoreProvider.Sqlite, $"Data Source={folder.File("crm.db")};Pooling=False", null);
        _services = new ServiceCollection().AddSingleton(firm).AddCrmStore(settings).AddCrmCore().AddSingleton<TimeProvider>(Clock).AddCrmReports().BuildServiceProvider();
    }

    public TempFolder Folder { get; }

    public StoppedClock Clock { get; } = new();

    public static async Task<TestStore> CreateAsync(TempFolder folder, FirmSettings? firm = null)
    {
        var store = new TestStore(folder, firm ?? new FirmSettings { Name = "Oasis", TimeZone = "Asia/Riyadh", Currency = "USD" });
        await store.UseAsync(async services =>
        {
            await services.GetRequiredService<CrmDb>().Database.MigrateAsync();
            await new ShippedLists(services.GetRequiredService<CrmDb>()).RunAsync(default);
            return true;
        });
        return store;
    }

    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> use, Reader? reader = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader ?? Reader.System);
        return await use(scope.ServiceProvider);
    }

    public async Task<LoadDealsOutcome> LoadAsync(Func<LoadDealsRequest, LoadDealsRequest> change)
    {
        var request = change(new("", null, null, null, null, null, Folder.File("rejects")));
        var outcome = await UseAsync(services => new LoadDeals(services.GetRequiredService<CrmDb>(), services.GetRequiredService<FirmSettings>()).RunAsync(request, null, default));
        return outcome.Value ?? throw new InvalidOperationException(outcome.Error!.Sentence);
    }

    public async ValueTask DisposeAsync() => await _services.DisposeAsync();
}

/// <summary>A clock that moves when a test moves it.</summary>
internal sealed class StoppedClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

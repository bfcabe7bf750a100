using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Deals;

/// <summary>An embedded store of its own for one test, with the shipped lists, and a folder for the test's files.</summary>
internal sealed class DealStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-deals-");
    private readonly ServiceProvider _services;

    private DealStore()
    {
        var settings = new StoreSettings(StoreProvider.Sqlite, $"Data Source={File("crm.db")};Pooling=False", null);
        _services = new ServiceCollection().AddSingleton(TimeProvider.System).AddCrmStore(settings).BuildServiceProvider();
    }

    public static async Task<DealStore> CreateAsync()
    {
        var store = new DealStore();
        await using var scope = store._services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await db.Database.MigrateAsync();
        await new ShippedLists(db).RunAsync(default);
        return store;
    }

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public LoadDealsRequest Request(string deals) => new(deals, null, null, null, null, null, File("rejects"));

    public Task<Result<LoadDealsOutcome>> LoadAsync(string csv) => LoadAsync(Request(Write("deals.csv", csv)));

    public async Task<Result<LoadDealsOutcome>> LoadAsync(LoadDealsRequest request, IProgress<int>? progress = null, Reader? reader = null, CancellationToken cancel = default)
    {
        await using var scope = _services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader ?? Reader.LocalAdministrator);
        return await new LoadDeals(db, new FirmSettings()).RunAsync(request, progress, cancel);
    }

    public async Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read)
    {
        await using var scope = _services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }
}

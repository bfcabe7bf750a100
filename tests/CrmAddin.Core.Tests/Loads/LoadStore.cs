using CrmAddin.Core.Audit;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Loads;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Loads;

/// <summary>One of the loads.</summary>
internal delegate Task<Result<LoadOutcome>> Load(IServiceProvider services, LoadRequest request, IProgress<int>? progress, CancellationToken cancel);

/// <summary>An embedded store of its own for one test, with the shipped lists, and a folder for the test's files.</summary>
internal sealed class LoadStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-loads-");
    private readonly ServiceProvider _services;

    /// <summary>The firm of the tests.</summary>
    public static FirmSettings Firm { get; } = new() { Currency = "SAR", TimeZone = "Asia/Riyadh", Country = "SA" };

    private LoadStore()
    {
        var settings = new StoreSettings(StoreProvider.Sqlite, $"Data Source={File("crm.db")};Pooling=False", null);
        var privacy = new PrivacySettings { HashKeyFile = File("person-hash.key"), ErasuresFile = File("erasures.jsonl"), RejectsFolder = File("rejects") };
        _services = new ServiceCollection().AddSingleton(Firm).AddSingleton(privacy).AddCrmCore().AddCrmStore(settings).BuildServiceProvider();
    }

    public static async Task<LoadStore> CreateAsync()
    {
        var store = new LoadStore();
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

    /// <summary>Loads a text as a file by one of the loads, in a context of its own.</summary>
    public async Task<LoadOutcome> LoadAsync(Load load, string csv, string? mapJson = null) =>
        (await TryLoadAsync(load, Write("rows.csv", csv), mapJson)).Value.ShouldNotBeNull();

    /// <summary>Loads a file by one of the loads.</summary>
    public Task<Result<LoadOutcome>> TryLoadAsync(Load load, string file, string? mapJson = null, IProgress<int>? progress = null, Reader? reader = null, CancellationToken cancel = default) =>
        ServeAsync(services => load(services, new LoadRequest(file, mapJson, File("rejects")), progress, cancel), reader);

    /// <summary>Takes a load back.</summary>
    public Task<Result<UndoLoadOutcome>> UndoAsync(long importId, Reader? reader = null) =>
        ServeAsync(services => services.GetRequiredService<UndoLoad>().RunAsync(importId, default), reader);

    /// <summary>Acts as the local administrator, or somebody else, in a context of its own.</summary>
    public Task<T> ActAsync<T>(Func<CrmDb, Task<T>> act, Reader? reader = null) => ServeAsync(services => act(services.GetRequiredService<CrmDb>()), reader);

    /// <summary>Acts with the product's services.</summary>
    public async Task<T> ServeAsync<T>(Func<IServiceProvider, Task<T>> act, Reader? reader = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader ?? Reader.LocalAdministrator);
        return await act(scope.ServiceProvider);
    }

    /// <summary>Changes rows as somebody would on a page.</summary>
    public Task<int> EditAsync(Func<CrmDb, Task> change) => ActAsync(async db =>
    {
        db.Begin(ChangeOrigin.Edit, "test");
        await change(db);
        return await db.SaveChangesAsync(default);
    });

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

using CrmAddin.Core;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Workbooks;

/// <summary>A store with the 8,800 Maven deals, gone when it is closed.</summary>
public sealed class MavenStore : IAsyncDisposable
{
    private readonly string _path;

    private MavenStore(string path)
    {
        _path = path;
        Services = new ServiceCollection().AddSingleton(new FirmSettings { Currency = "USD" })
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={path}", null)).AddCrmCore().AddCrmReports().BuildServiceProvider();
    }

    /// <summary>Its services.</summary>
    public ServiceProvider Services { get; }

    /// <summary>Makes and fills it.</summary>
    public static async Task<MavenStore> OpenAsync(BenchOutput output, string sharedData, CancellationToken cancel)
    {
        var store = new MavenStore(Path.Combine(output.DataFolder, $"maven-{Environment.ProcessId}.db"));
        await using var scope = store.Services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<MigrateStore>().RunAsync(cancel)).Value;
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        string File(string name) => Path.Combine(sharedData, "pipeline", "maven-crm", name);
        var request = new LoadDealsRequest(File("sales_pipeline.csv"), null, File("accounts.csv"), File("products.csv"), File("sales_teams.csv"), null, output.DataFolder);
        _ = (await scope.ServiceProvider.GetRequiredService<LoadDeals>().RunAsync(request, null, cancel)).Value;
        return store;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        foreach (var file in new[] { _path, _path + "-wal", _path + "-shm" })
            File.Delete(file);
    }
}

using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Workbooks;

/// <summary>The pipeline workbook of the 8,800 Maven deals, from the store to the file, beside the same cells through ClosedXML's cell model.</summary>
public sealed class PipelineBench : IBench
{
    private const int Runs = 5;

    /// <inheritdoc/>
    public string Group => "workbooks";

    /// <inheritdoc/>
    public string Name => "pipeline";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        if (output.SharedData is not { } data)
        {
            BenchOutput.Say("pipeline: the data set is not there.");
            return;
        }

        var (store, ours, theirs) = (Path.Combine(output.DataFolder, "maven.db"), Path.Combine(output.DataFolder, "pipeline.xlsx"), Path.Combine(output.DataFolder, "pipeline-rival.xlsx"));
        await using var services = Services(store);
        try
        {
            await LoadAsync(services, Path.Combine(data, "pipeline", "maven-crm"), output.DataFolder, cancel);
            for (var run = 0; run < ProcessRuns.WarmingRuns; run++)
                await WriteAsync(services, ours, cancel);
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var before = ProcessRuns.Megabytes();
            List<double> seconds = [], megabytes = [];
            for (var run = 0; run < Runs; run++)
            {
                seconds.Add(await WriteAsync(services, ours, cancel));
                megabytes.Add(ProcessRuns.Megabytes());
            }

            var rival = (await ProcessRuns.AgainAsync(["--cell-model-run", ours, theirs], cancel)).Split(' ');
            output.Print(new(Group, $"pipeline workbook of 8,800 deals ({rival[1]} cells, store to file)", ProcessRuns.Median(seconds), "s",
                0.2, "ClosedXML cells", double.Parse(rival[0], CultureInfo.InvariantCulture), BudgetIsRatio: true));
            output.Print(new(Group, "growth of memory by that", Math.Max(0, megabytes.Max() - before), "MB", 80));
        }
        finally
        {
            foreach (var file in new[] { ours, theirs, store, store + "-wal", store + "-shm" })
                File.Delete(file);
        }
    }

    private static ServiceProvider Services(string store) => new ServiceCollection().AddSingleton(new FirmSettings { Currency = "USD" })
        .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={store}", null)).AddCrmCore().AddCrmReports().BuildServiceProvider();

    private static async Task LoadAsync(IServiceProvider services, string folder, string rejects, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        _ = (await scope.ServiceProvider.GetRequiredService<MigrateStore>().RunAsync(cancel)).Value;
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        string File(string name) => Path.Combine(folder, name);
        var request = new LoadDealsRequest(File("sales_pipeline.csv"), null, File("accounts.csv"), File("products.csv"), File("sales_teams.csv"), null, rejects);
        _ = (await scope.ServiceProvider.GetRequiredService<LoadDeals>().RunAsync(request, null, cancel)).Value;
    }

    private static async Task<double> WriteAsync(IServiceProvider services, string file, CancellationToken cancel)
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        var watch = Stopwatch.StartNew();
        _ = (await scope.ServiceProvider.GetRequiredService<RunReport>().RunAsync("pipeline", new(null, null, null, ReportLanguage.English), file, cancel)).Value;
        return watch.Elapsed.TotalSeconds;
    }
}

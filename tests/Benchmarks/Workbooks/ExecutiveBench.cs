using System.Diagnostics;
using CrmAddin.Reports;
using CrmAddin.Reports.Layout;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Workbooks;

/// <summary>The executive report, from the store to the file, over a large firm and over one of a tenth of its rows.</summary>
public sealed class ExecutiveBench : IBench
{
    private const int Deals = 100_000;
    private const int Runs = 5;

    /// <inheritdoc/>
    public string Group => "workbooks";

    /// <inheritdoc/>
    public string Name => "executive";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var tenth = await MedianAsync(output, Deals / 10, cancel);
        var whole = await MedianAsync(output, Deals, cancel);
        output.Print(new(Group, "executive report over 100,000 deals, 1,000,000 activities", whole, "s", 3));
        output.Print(new(Group, "  and 500,000 purchases, beside a tenth of them", whole, "s", 11, "a tenth", tenth, BudgetIsRatio: true));
    }

    private static async Task<double> MedianAsync(BenchOutput output, int deals, CancellationToken cancel)
    {
        await using var store = await SalesStore.OpenAsync(output, deals, cancel);
        var file = Path.Combine(output.DataFolder, "executive.xlsx");
        List<double> seconds = [];
        for (var run = 0; run <= Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var outcome = await store.UseAsync(services => services.GetRequiredService<RunReport>().RunAsync("executive", new(null, null, null, ReportLanguage.English), file, cancel));
            if (!outcome.Succeeded)
                throw new InvalidOperationException(outcome.Error.Sentence);
            if (run > 0)
                seconds.Add(watch.Elapsed.TotalSeconds);
        }

        File.Delete(file);
        return seconds.Order().ElementAt(Runs / 2);
    }
}

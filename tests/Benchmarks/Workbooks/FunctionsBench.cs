using System.Diagnostics;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using CrmAddin.Reports.Figures;
using CrmAddin.Reports.Layout;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Workbooks;

/// <summary>500 cells with custom functions over the 8,800 Maven deals, asked for in one request: figures by month, and by month and owner.</summary>
public sealed class FunctionsBench : IBench
{
    private const int Cells = 500;
    private const int Runs = 7;

    private static readonly string[] Owners = ["Darcel Schlecht", "Vicki Laflamme", "Kary Hendrixson", "Cassey Cress", "Donn Cantrell", "Reed Clapper", "Zane Levy", "Corliss Cosme"];
    private static readonly string[] Keys = [FigureKeys.WonAmount, FigureKeys.WinRate, FigureKeys.SalesCycleDays, FigureKeys.OpenAmount, FigureKeys.ForecastAmount];

    /// <inheritdoc/>
    public string Group => "workbooks";

    /// <inheritdoc/>
    public string Name => "functions";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        if (output.SharedData is not { } data)
        {
            BenchOutput.Say("functions: the data set is not there.");
            return;
        }

        await using var store = await MavenStore.OpenAsync(output, data, cancel);
        foreach (var (what, asked) in new[] { ("by month", ByMonth()), ("by month and owner", ByOwner()), ("each with a period of its own", ByDay()) })
            output.Print(new(Group, $"500 cells of figures in one request, {what}", await MedianAsync(store, asked, cancel), "ms", Budget: 200));
    }

    private static FigureAsked[] ByMonth() => [.. Enumerable.Range(0, Cells).Select(cell => new FigureAsked(Keys[cell % Keys.Length], Month(cell / Keys.Length)))];

    private static FigureAsked[] ByOwner() => [.. ByMonth().Select((cell, at) => cell with { Request = cell.Request with { Owner = Owners[at % Owners.Length] } })];

    private static FigureAsked[] ByDay() =>
        [.. Enumerable.Range(0, Cells).Select(cell => new FigureAsked(FigureKeys.WonAmount, Request(new DateOnly(2016, 10, 1).AddDays(cell), new DateOnly(2016, 11, 1).AddDays(cell))))];

    private static ReportRequest Month(int month) => Request(new DateOnly(2016, 10, 1).AddMonths(month % 18), new DateOnly(2016, 11, 1).AddMonths(month % 18));

    private static ReportRequest Request(DateOnly from, DateOnly to) => new(from, to, null, ReportLanguage.English);

    private static async Task<double> MedianAsync(MavenStore store, FigureAsked[] asked, CancellationToken cancel)
    {
        List<double> times = [];
        for (var run = -2; run < Runs; run++)
        {
            await using var scope = store.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
            var watch = Stopwatch.StartNew();
            var read = await scope.ServiceProvider.GetRequiredService<ReadFigures>().RunAsync(asked, cancel);
            if (read.Any(figure => !figure.Succeeded))
                throw new InvalidOperationException("A figure of the bench was not computed.");
            if (run >= 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }

        return ProcessRuns.Median(times);
    }
}

using System.Diagnostics;
using System.Globalization;

namespace Benchmarks.Workbooks;

/// <summary>Streams a data sheet of a million rows and twelve columns, beside libxlsxwriter in constant-memory mode at the same deflate level.</summary>
public sealed class DataSheetBench : IBench
{
    private const int Rows = 1_000_000;
    private const int Runs = 3;

    // CompressionLevel.Fastest, at which data sheets are written, is deflate's level 1.
    private const int DeflateLevel = 1;

    /// <inheritdoc/>
    public string Group => "workbooks";

    /// <inheritdoc/>
    public string Name => "data-sheet";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var (ours, theirs, small) = (Path.Combine(output.DataFolder, "sheet.xlsx"), Path.Combine(output.DataFolder, "sheet-rival.xlsx"), Path.Combine(output.DataFolder, "sheet-small.xlsx"));
        try
        {
            var rival = await ProcessRuns.BuildWriterAsync(output, Path.Combine("Workbooks", "WriteSheet.c"), cancel);
            List<double> seconds = [], megabytes = [], rivalSeconds = [];
            for (var run = 0; run < Runs; run++)
            {
                var printed = await WriteAsync(Rows, ours, cancel);
                seconds.Add(printed.Seconds);
                megabytes.Add(printed.Megabytes);
                if (rival is not null)
                    rivalSeconds.Add(await RivalAsync(rival, theirs, cancel));
            }

            output.Print(new(Group, "data sheet of 1,000,000 rows × 12 columns", ProcessRuns.Median(seconds), "s",
                rival is null ? null : 0.35, rival is null ? null : "libxlsxwriter", rival is null ? null : ProcessRuns.Median(rivalSeconds), BudgetIsRatio: true));
            output.Print(new(Group, "size of that file", Megabytes(ours), "MB", null, rival is null ? null : "libxlsxwriter", rival is null ? null : Megabytes(theirs)));
            output.Print(new(Group, "memory of that process", megabytes.Max(), "MB", 120));
            output.Print(new(Group, "memory of the same for 100,000 rows", (await WriteAsync(Rows / 10, small, cancel)).Megabytes, "MB"));
        }
        finally
        {
            foreach (var file in new[] { ours, theirs, small })
                File.Delete(file);
        }
    }

    private static async Task<(double Seconds, double Megabytes)> WriteAsync(int rows, string file, CancellationToken cancel)
    {
        var printed = (await ProcessRuns.AgainAsync(["--data-sheet-run", rows.ToString(CultureInfo.InvariantCulture), file], cancel)).Split(' ');
        return (double.Parse(printed[0], CultureInfo.InvariantCulture), double.Parse(printed[1], CultureInfo.InvariantCulture));
    }

    private static async Task<double> RivalAsync(string rival, string file, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        await ProcessRuns.RunAsync(rival, [Rows.ToString(CultureInfo.InvariantCulture), DeflateLevel.ToString(CultureInfo.InvariantCulture), file], cancel);
        return watch.Elapsed.TotalSeconds;
    }

    private static double Megabytes(string file) => Math.Round(new FileInfo(file).Length / 1048576.0, 1);
}

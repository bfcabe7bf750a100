using System.Diagnostics;
using System.Globalization;
using CrmAddin.Reports.Layout;

namespace Benchmarks.Workbooks;

/// <summary>One data sheet written in a process of its own: Benchmarks --data-sheet-run ROWS FILE.</summary>
internal static class DataSheetRun
{
    private static readonly DataColumn<int>[] _columns =
    [
        DataColumn<int>.Text("Deal", 30, i => string.Create(CultureInfo.InvariantCulture, $"Deal {i} over the northern region")),
        DataColumn<int>.Text("Account", 24, i => string.Create(CultureInfo.InvariantCulture, $"Account & Sons {i * 7L % 9973}")),
        DataColumn<int>.Text("Owner", 16, i => string.Create(CultureInfo.InvariantCulture, $"Owner {i % 97}")),
        DataColumn<int>.Text("Stage", 14, i => string.Create(CultureInfo.InvariantCulture, $"Stage {i % 5}")),
        DataColumn<int>.Text("Currency", 12, _ => "SAR"),
        DataColumn<int>.Number("Number", DataKind.Whole, 12, i => i),
        DataColumn<int>.Number("Days", DataKind.Whole, 12, i => i % 365),
        DataColumn<int>.Number("Amount", DataKind.Money, 16, i => i * 37L % 1_000_000 / 100m),
        DataColumn<int>.Number("Weighted", DataKind.Money, 16, i => i * 53L % 1_000_000 / 100m),
        DataColumn<int>.Number("Probability", DataKind.Rate, 14, i => i % 100 / 100m),
        DataColumn<int>.Number("Opened", DataKind.Date, 15, i => 44_000 + i % 2_000),
        DataColumn<int>.Number("Closes", DataKind.Date, 15, i => 44_100 + i % 2_000),
    ];

    /// <summary>Writes the file and prints seconds and the most memory that the process held, in MB.</summary>
    public static async Task<int> RunAsync(int rows, string file, CancellationToken cancel)
    {
        var watch = Stopwatch.StartNew();
        using var book = new ReportBook(ReportLanguage.English, new BookProperties("Deals", "Deals", "Oasis", DateTimeOffset.UnixEpoch));
        book.AddDataSheet("Deals", "Deals", _columns, AsyncEnumerable.Range(0, rows));
        await BookFile.WriteAsync(book, file, cancel);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{watch.Elapsed.TotalSeconds:0.000} {ProcessRuns.PeakMegabytes():0.0}"));
        return 0;
    }
}

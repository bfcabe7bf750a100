using System.Diagnostics;
using System.Globalization;
using System.Text;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Lists.Workbooks;

namespace Benchmarks.Contacts;

/// <summary>Exports a million contacts to XLSX, beside libxlsxwriter (C, constant-memory mode) writing the same cells.</summary>
public sealed class ExportBench : IBench
{
    private const int Contacts = 1_000_000;
    private const int Runs = 3;

    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "export";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        string store;
        await using (var kept = await GeneratedStore.OpenAsync(output, Contacts, "export.db", cancel))
            store = kept.Path;
        var (ours, theirs, cells) = (Path.Combine(output.DataFolder, "export.xlsx"), Path.Combine(output.DataFolder, "rival.xlsx"), Path.Combine(output.DataFolder, "export.cells"));
        try
        {
            var exports = new List<(double Seconds, double Megabytes)>();
            // The first run warms the machine's cache of the store.
            for (var run = 0; run <= Runs; run++)
            {
                var printed = (await ProcessRuns.AgainAsync(["--export-run", store, "xlsx", ours], cancel)).Split(' ');
                exports.Add((double.Parse(printed[0], CultureInfo.InvariantCulture), double.Parse(printed[2], CultureInfo.InvariantCulture)));
            }
            var rival = await RivalSecondsAsync(output, ours, cells, theirs, cancel);
            output.Print(new(Group, "export of 1,000,000 contacts × 12 columns to XLSX", ProcessRuns.Median([.. exports.Skip(1).Select(e => e.Seconds)]), "s",
                rival is null ? null : 1, rival is null ? null : "libxlsxwriter", rival, BudgetIsRatio: true));
            output.Print(new(Group, "memory of that export", exports.Max(e => e.Megabytes), "MB", 200));
        }
        finally
        {
            foreach (var file in new[] { ours, theirs, cells, store, store + "-wal", store + "-shm" })
                File.Delete(file);
        }
    }

    private static async Task<double?> RivalSecondsAsync(BenchOutput output, string ours, string cells, string theirs, CancellationToken cancel)
    {
        if (await ProcessRuns.BuildWriterAsync(output, Path.Combine("Contacts", "WriteCells.c"), cancel) is not { } rival)
            return null;
        await WriteCellsAsync(ours, cells, cancel);
        var seconds = new List<double>();
        for (var run = 0; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            await ProcessRuns.RunAsync(rival, [cells, ExportRun.Columns.Length.ToString(CultureInfo.InvariantCulture), theirs], cancel);
            seconds.Add(watch.Elapsed.TotalSeconds);
        }
        return ProcessRuns.Median(seconds);
    }

    // What stands in our workbook's cells, read back by the product: the rival writes exactly that.
    private static async Task WriteCellsAsync(string workbook, string cells, CancellationToken cancel)
    {
        var table = (await new XlsxContacts().OpenTableAsync(new ContactFileSource(workbook, null, []), cancel)).Value!;
        await using var rows = table.Rows;
        await using var file = new BinaryWriter(File.Create(cells));
        void Write(IReadOnlyList<string> row)
        {
            for (var column = 0; column < ExportRun.Columns.Length; column++)
            {
                var bytes = column < row.Count ? Encoding.UTF8.GetBytes(row[column]) : [];
                file.Write((uint)bytes.Length);
                file.Write(bytes);
            }
        }
        Write(table.Header);
        foreach (var row in table.Samples)
            Write(row);
        while (await rows.ReadAsync(cancel) is { } row)
            Write(row);
    }
}

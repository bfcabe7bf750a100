using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>
/// CSV import of 100,000 full rows into an empty store and into a million contacts, its memory, what a save from the pane takes while
/// it runs, and the same file by sqlite3's .import, which keeps no rules, keys or journal.
/// </summary>
public sealed class ImportBench : IBench
{
    private const int Rows = 100_000;
    private const int Million = 1_000_000;

    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "import";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var csv = Path.Combine(output.DataFolder, "import.csv");
        await GeneratedContacts.WriteCsvAsync(csv, Million, Rows, cancel);
        var rival = await SqliteImportAsync(csv, output, cancel);
        await ImportAsync(output, 0, csv, "import into an empty store", 5_000, rival, cancel);
        await ImportAsync(output, Million, csv, "import into 1,000,000 contacts", 3_000, rival, cancel);
        await SaveAsync(output, csv, cancel);
    }

    private static async Task ImportAsync(BenchOutput output, int contacts, string csv, string name, double budget, double? rival, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, contacts, "import.db", cancel);
        using var memory = new PeakMemory();
        var processor = Process.GetCurrentProcess().TotalProcessorTime;
        var watch = Stopwatch.StartNew();
        var outcome = await RunAsync(store, csv, cancel);
        Check(outcome);
        var seconds = (Process.GetCurrentProcess().TotalProcessorTime - processor).TotalSeconds;
        output.Print(new Figure("contacts", name, Rows / watch.Elapsed.TotalSeconds, "rows/s", budget, rival is null ? null : "sqlite3 .import", rival, AtLeast: true));
        output.Print(new Figure("contacts", $"processor time, {name}", seconds, "s"));
        output.Print(new Figure("contacts", $"memory at its peak, {name}", memory.Megabytes, "MB", 300));
    }

    private static async Task SaveAsync(BenchOutput output, string csv, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, Million, "import.db", cancel);
        for (var i = 0; i < 20; i++)
            await SaveOneAsync(store, -i - 1, cancel);
        var alone = new List<double>();
        for (var i = 0; i < 200; i++)
            alone.Add(await SaveOneAsync(store, i, cancel));
        output.Print(new Figure("contacts", "save from the pane in 1,000,000 contacts, p95", Percentile(alone, 0.95), "ms", 30));

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var importing = Task.Run(() => RunAsync(store, csv, stop.Token), cancel);
        await Task.Delay(2_000, cancel);
        var meanwhile = new List<double>();
        for (var i = 1_000; i < 1_150 && !importing.IsCompleted; i++)
        {
            meanwhile.Add(await SaveOneAsync(store, i, cancel));
            await Task.Delay(50, cancel);
        }
        await stop.CancelAsync();
        try
        {
            await importing;
        }
        catch (OperationCanceledException)
        {
            // The import has done its part.
        }
        output.Print(new Figure("contacts", "save from the pane while an import runs, p95", Percentile(meanwhile, 0.95), "ms", 150));
    }

    private static Task<ImportOutcome> RunAsync(GeneratedStore store, string csv, CancellationToken cancel) => store.UseAsync(
        async services => (await services.GetRequiredService<ImportContacts>().RunAsync(new ImportRequest(csv, null, null, false, Path.GetTempPath()), null, cancel)).Value!,
        Reader.LocalAdministrator);

    private static void Check(ImportOutcome outcome)
    {
        // A few of the generated people share name and address, and are one.
        if (outcome.Created + outcome.Updated != Rows || outcome.Updated > Rows / 1_000)
            throw new InvalidOperationException($"The import made {outcome.Created} of {Rows} contacts: {outcome}");
    }

    private static Task<double> SaveOneAsync(GeneratedStore store, int number, CancellationToken cancel) => store.UseAsync(
        async services =>
        {
            var person = GeneratedContacts.Person(3_000_000 + number);
            var draft = new ContactDraft
            {
                GivenName = person.GivenName,
                FamilyName = person.FamilyName,
                JobTitle = person.JobTitle,
                AccountName = person.Account,
                // Two of the generated people may share an address; these may not.
                Emails = [.. person.Emails.Select(e => e with { Address = $"save{number + 100}.{e.Address}" })],
                Phones = person.Phones,
            };
            var watch = Stopwatch.StartNew();
            var saved = await services.GetRequiredService<SaveContact>().RunAsync(draft, new DraftOrigin(ChangeOrigin.Capture, "bench"), cancel);
            return saved.Succeeded ? watch.Elapsed.TotalMilliseconds : throw new InvalidOperationException(saved.Error.Sentence);
        },
        Reader.LocalAdministrator);

    private static async Task<double?> SqliteImportAsync(string csv, BenchOutput output, CancellationToken cancel)
    {
        var file = Path.Combine(output.DataFolder, "sqlite3-import.db");
        File.Delete(file);
        try
        {
            var watch = Stopwatch.StartNew();
            using var sqlite = Process.Start(new ProcessStartInfo("sqlite3", [file, $".import --csv {csv} contacts"]) { RedirectStandardError = true })!;
            await sqlite.WaitForExitAsync(cancel);
            return sqlite.ExitCode == 0 ? Rows / watch.Elapsed.TotalSeconds : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            BenchOutput.Say("sqlite3 is not installed: the rival is left out.");
            return null;
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static double Percentile(List<double> values, double part) => values.Order().ElementAt((int)(values.Count * part));

    // What the whole process holds, taken off where it began: native memory of the store counts too.
    private sealed class PeakMemory : IDisposable
    {
        private readonly Timer _timer;
        private long _peak;

        public PeakMemory()
        {
            // What was made before is not the import's.
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            _timer = new Timer(_ => Sample(), null, 0, 50);
        }

        public double Megabytes => Math.Round(_peak / 1048576.0, 1);

        public void Dispose() => _timer.Dispose();

        private void Sample() => _peak = Math.Max(_peak, long.Parse(
            File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
            CultureInfo.InvariantCulture) * 1024);
    }
}

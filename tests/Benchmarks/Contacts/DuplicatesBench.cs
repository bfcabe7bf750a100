using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core.Duplicates;
using CrmAddin.Core.Duplicates.Matching;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>Finding duplicates: how long it takes over 100,000 contacts, and how well it matches on sets whose truth is known.</summary>
public sealed class DuplicatesBench : IBench
{
    private const int People = 100_000;
    private const int Checks = 400;

    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "duplicates";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        await MeasureStoreAsync(output, cancel);
        if (output.SharedData is not { } shared)
        {
            BenchOutput.Say("the real data sets are not there: quality is not measured");
            return;
        }
        Febrl(output, Path.Combine(shared, "duplicates", "febrl", "dataset3.csv"), "Febrl 3 with identifier", withIdentifier: true, precision: 0.999, recall: 0.986);
        Febrl(output, Path.Combine(shared, "duplicates", "febrl", "dataset3.csv"), "Febrl 3 without identifier", withIdentifier: false, null, null);
        Febrl(output, Path.Combine(shared, "duplicates", "febrl", "dataset1.csv"), "Febrl 1 with identifier", withIdentifier: true, null, null);
        Febrl(output, Path.Combine(shared, "duplicates", "febrl", "dataset1.csv"), "Febrl 1 without identifier", withIdentifier: false, null, null);
        ArabicNames(output, Path.Combine(shared, "duplicates", "arabic-name-variants", "arabic_given_names.csv"));
    }

    private async Task MeasureStoreAsync(BenchOutput output, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, People, "duplicates.db", cancel);
        var found = await store.UseAsync(s => s.GetRequiredService<FindDuplicates>().RunAsync(null, cancel), Reader.System);
        output.Print(new Figure(Group, "duplicates over 100,000 contacts", found.Seconds, "s", Budget: 60));
        output.Print(new Figure(Group, "pairs found among them", found.Pairs, "pairs"));
        output.Print(new Figure(Group, "memory of the process", Process.GetCurrentProcess().PeakWorkingSet64 / 1e6, "MB"));
        var times = new List<double>();
        await store.UseAsync(async services =>
        {
            var check = services.GetRequiredService<CheckForDuplicates>();
            var db = services.GetRequiredService<CrmDb>();
            var ids = await db.Contacts.OrderBy(c => c.Id).Select(c => c.Id).ToListAsync(cancel);
            var people = await services.GetRequiredService<ReadPeople>().SomeAsync([.. Enumerable.Range(0, Checks).Select(i => ids[i * (ids.Count / Checks)])], cancel);
            foreach (var person in people)
            {
                var clock = Stopwatch.StartNew();
                await check.RunAsync(person with { Id = 0 }, FindLikelyPairs.SuggestedFrom, cancel);
                times.Add(clock.Elapsed.TotalMilliseconds);
            }
            return true;
        }, Reader.LocalAdministrator);
        times.RemoveRange(0, Checks / 10);
        times.Sort();
        output.Print(new Figure(Group, "duplicate check of one draft, p95", times[(int)(times.Count * 0.95)], "ms", Budget: 10));
    }

    private void Febrl(BenchOutput output, string file, string name, bool withIdentifier, double? precision, double? recall)
    {
        var find = new FindLikelyPairs();
        var who = new List<string>();
        foreach (var line in File.ReadLines(file).Skip(1))
        {
            var cells = line.Split(',', StringSplitOptions.TrimEntries);
            who.Add(cells[0].Split('-')[1]);
            find.Add(new MatchPerson(who.Count)
            {
                GivenName = cells[1],
                FamilyName = cells[2],
                BirthdayOn = DateOnly.TryParseExact(cells[9], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
                Addresses = [new($"{cells[3]} {cells[4]}", cells[5], cells[6], cells[8], cells[7])],
                Identifiers = withIdentifier && cells[10].Length > 0 ? [new(1, cells[10])] : [],
            });
        }
        var (_, pairs) = find.Run(FindLikelyPairs.SuggestedFrom);
        var right = pairs.Count(p => who[(int)p.A - 1] == who[(int)p.B - 1]);
        var all = who.GroupBy(w => w).Sum(g => g.Count() * (g.Count() - 1) / 2);
        output.Print(new Figure(Group, name + ": precision", (double)right / pairs.Count, "", precision, AtLeast: true));
        output.Print(new Figure(Group, name + ": recall", (double)right / all, "", recall, AtLeast: true));
    }

    private void ArabicNames(BenchOutput output, string file)
    {
        var names = File.ReadLines(file).Skip(1).SelectMany((line, row) => line.Split(',', '|').Where(n => n.Length > 0).Select(name => (Row: row, Name: name))).ToList();
        var all = names.GroupBy(n => n.Row).Sum(g => g.Count() * (g.Count() - 1) / 2);
        foreach (var (what, withFirm) in new[] { ("with a firm in common: suggested", true), ("with nothing in common: suggested", false) })
        {
            var find = new FindLikelyPairs();
            for (var i = 0; i < names.Count; i++)
                find.Add(new MatchPerson(i + 1) { GivenName = names[i].Name, FamilyName = names[i].Name[0] > 'z' ? "الحربي" : "Al-Harbi", Account = withFirm ? $"Firm {names[i].Row}" : null });
            var share = (double)find.Run(FindLikelyPairs.SuggestedFrom).Pairs.Count(p => names[(int)p.A - 1].Row == names[(int)p.B - 1].Row) / all;
            output.Print(new Figure(Group, "Arabic spellings of one name " + what, share, "", withFirm ? 1 : 0, AtLeast: withFirm));
        }
    }
}

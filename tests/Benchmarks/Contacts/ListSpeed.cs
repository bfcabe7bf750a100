using System.Diagnostics;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>Pages of the list of a million contacts: by name, far down, in other orders, and by filters.</summary>
public sealed class ListSpeed : IBench
{
    private const int Contacts = 1_000_000;
    private const int RowsAPage = 50;
    private const int Rounds = 60;

    private static readonly (string What, ContactSort Sort, string? Filter)[] Lists =
    [
        ("in the order of last changes", ContactSort.Changed, null),
        ("newest first", ContactSort.Created, null),
        ("by level", ContactSort.Level, null),
        ("of one domain", ContactSort.Name, """{"conditions":[{"field":"emailDomain","operator":"is","values":["horizon-contracting0.example"]}]}"""),
        ("of a city", ContactSort.Name, """{"conditions":[{"field":"city","operator":"is","values":["Riyadh"]}]}"""),
        ("of a group and level", ContactSort.Name, """{"conditions":[{"field":"group","operator":"is","values":["Customers"]},{"field":"level","operator":"is","values":["A"]}]}"""),
        ("of a rare job title", ContactSort.Name, """{"conditions":[{"field":"jobTitle","operator":"contains","values":["astronaut"]}]}"""),
    ];

    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "list";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, Contacts, copyName: null, cancel);
        foreach (var (who, reader) in new[] { ("administrator", Reader.LocalAdministrator), ("agent", await SearchSpeed.AgentAsync(store, cancel)) })
        {
            var deep = await DeepPlaceAsync(store, reader, cancel);
            output.Print(new(Group, $"list by name, first page, {who}, p95", await TimeAsync(store, reader, ContactSort.Name, null, null, Rounds, cancel), "ms", Budget: 10));
            output.Print(new(Group, $"list by name, far down, {who}, p95", await TimeAsync(store, reader, ContactSort.Name, null, deep, Rounds, cancel), "ms", Budget: 10));
            foreach (var (what, sort, filter) in Lists)
                output.Print(new(Group, $"  list {what}, {who}, p95", await TimeAsync(store, reader, sort, filter, null, 10, cancel), "ms"));
        }
    }

    private static async Task<double> TimeAsync(GeneratedStore store, Reader reader, ContactSort sort, string? filter, string? after, int rounds, CancellationToken cancel)
    {
        var times = new List<double>();
        for (var round = -3; round < rounds; round++)
        {
            var watch = Stopwatch.StartNew();
            await PageAsync(store, reader, sort, filter, after, cancel);
            if (round >= 0)
                times.Add(watch.Elapsed.TotalMilliseconds);
        }
        return SearchSpeed.Percentile(times, 0.95);
    }

    private static Task<PageOfContacts> PageAsync(GeneratedStore store, Reader reader, ContactSort sort, string? filter, string? after, CancellationToken cancel) => store.UseAsync(async services =>
    {
        var applied = await services.GetRequiredService<ApplyFilter>().RunAsync(filter, cancel);
        return await services.GetRequiredService<ListContacts>().RunAsync(applied.Value!, sort, after, RowsAPage, cancel);
    }, reader);

    // Where half of what the reader sees lies behind, as the page there would name it.
    private static async Task<string?> DeepPlaceAsync(GeneratedStore store, Reader reader, CancellationToken cancel)
    {
        var middle = await store.UseAsync(services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            return db.Contacts.AsNoTracking().OrderBy(c => c.SortKey).ThenBy(c => c.Id).Skip(reader.SeesAll ? Contacts / 2 : Contacts / GeneratedStore.Teams / 2)
                .Select(c => c.SortKey).FirstAsync(cancel);
        }, reader);
        var first = await PageAsync(store, reader, ContactSort.Name, $$"""{"conditions":[{"field":"name","operator":"startsWith","values":["{{middle}}"]}]}""", null, cancel);
        return first.Next;
    }
}

using System.Diagnostics;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>Find as you type over a fixed mix, through the action and the rows that the list shows, as administrator and as an agent of one of 50 teams.</summary>
public sealed class SearchSpeed : IBench
{
    private const int Many = 1_000_000;
    private const int Few = 10_000;
    private const int RowsShown = 50;
    private const int Rounds = 20;

    private static readonly (string What, string[] Texts)[] Mix =
    [
        ("common prefix", ["mo", "moh", "ahm", "محم", "عب", "al", "kha"]),
        ("whole word", ["mohammed", "خالد", "fatima", "القحطاني"]),
        ("two words", ["ahm kha", "mohammed ali", "محمد الخال", "sara otaibi", "عبدالله العتيبي", "fahad dubois"]),
        ("no hit", ["qqqqxx", "zzyzx nobody", "ظظظظ", "xyzxyz mohammed"]),
        ("phone from the end", ["4567", "98765", "123456", "٤٥٦٧"]),
        ("phone from the start", ["0501", "+966 50 12", "971"]),
        ("one typing error", ["mohamned", "khalod", "عبدالرحمم", "qahtanni"]),
        ("Latin for an Arabic name", ["muhammad", "yousif", "abdul rahman", "khaled ghamdi"]),
        ("address, domain, firm", ["ahmed.", "@horizon", "horizon con", "elite", "للمقاولات"]),
    ];

    /// <inheritdoc/>
    public string Group => "contacts";

    /// <inheritdoc/>
    public string Name => "search";

    /// <inheritdoc/>
    public async Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var few = await MeasureAsync(output, Few, isReported: false, cancel);
        var many = await MeasureAsync(output, Many, isReported: true, cancel);
        foreach (var (who, times) in many)
        {
            output.Print(new(Group, $"find as you type, 1,000,000 contacts, {who}, p95", Percentile(times, 0.95), "ms", Budget: 10));
            output.Print(new(Group, $"find as you type, 1,000,000 contacts, {who}, p99", Percentile(times, 0.99), "ms", Budget: 30));
            output.Print(new(Group, $"find as you type, {who}, p95 beside 10,000 contacts", Percentile(times, 0.95), "ms", 3, "10,000 contacts", Percentile(few[who], 0.95), BudgetIsRatio: true));
        }
    }

    private static async Task<Dictionary<string, List<double>>> MeasureAsync(BenchOutput output, int contacts, bool isReported, CancellationToken cancel)
    {
        await using var store = await GeneratedStore.OpenAsync(output, contacts, copyName: null, cancel);
        var times = new Dictionary<string, List<double>>();
        foreach (var (who, reader) in new[] { ("administrator", Reader.LocalAdministrator), ("agent", await AgentAsync(store, cancel)) })
        {
            times[who] = [];
            foreach (var (what, texts) in Mix)
            {
                var some = await TimeAsync(store, reader, texts, cancel);
                times[who].AddRange(some);
                if (isReported)
                    output.Print(new("contacts", $"  {what}, {who}, p95", Percentile(some, 0.95), "ms"));
            }
        }
        return times;
    }

    private static async Task<List<double>> TimeAsync(GeneratedStore store, Reader reader, string[] texts, CancellationToken cancel)
    {
        var times = new List<double>();
        for (var round = -2; round < Rounds; round++)
        {
            foreach (var text in texts)
            {
                var elapsed = await store.UseAsync(async services =>
                {
                    var watch = Stopwatch.StartNew();
                    await ShowAsync(services, text, cancel);
                    return watch.Elapsed.TotalMilliseconds;
                }, reader);
                if (round >= 0)
                    times.Add(elapsed);
            }
        }
        return times;
    }

    private static async Task ShowAsync(IServiceProvider services, string text, CancellationToken cancel)
    {
        var hits = await services.GetRequiredService<FindContacts>().RunAsync(text, RowsShown, cancel);
        await services.GetRequiredService<ExplainHits>().RunAsync(hits, "en", cancel);
    }

    internal static Task<Reader> AgentAsync(GeneratedStore store, CancellationToken cancel) => store.UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        var user = await db.Users.AsNoTracking().Include(u => u.Teams).OrderBy(u => u.Id).FirstAsync(u => u.Role == Role.Agent && u.Teams.Count > 0, cancel);
        return new Reader(user.Id, user.Role, [.. user.Teams.Select(t => t.TeamId)]);
    }, Reader.System);

    internal static double Percentile(List<double> times, double part)
    {
        var sorted = times.Order().ToList();
        return sorted[(int)Math.Ceiling(part * sorted.Count) - 1];
    }
}

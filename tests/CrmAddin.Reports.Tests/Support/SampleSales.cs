using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Sales from a fixed seed: customers who stay, leave and come back, sales to nobody and without an amount.</summary>
internal static class SampleSales
{
    public static readonly ReportPeriod LastYear = new(new(2025, 11, 1), new(2026, 11, 1));

    private static readonly string[] _names = ["Horizon Trading", "Gulf Logistics LLC", "Al Noor Contracting", "Bright & Sons", "شركة المدى للتجارة", "مؤسسة الريادة"];

    public static IReadOnlyList<Sale> Sales(int customers)
    {
        var random = new Random(20261122);
        return [.. Enumerable.Range(1, customers).SelectMany(id => Of(random, id)), new() { Day = new(2026, 3, 4), Amount = 500 }];
    }

    public static string NameOf(CustomerKey customer) => $"{_names[customer.Id % _names.Length]} {customer.Id}";

    public static ReportFrame Frame(ReportLanguage language, ReportPeriod? period = null) => SampleDeals.Frame(language) with { Period = period ?? LastYear };

    private static IEnumerable<Sale> Of(Random random, int id)
    {
        var day = SampleDeals.AsOf.AddDays(-random.Next(20, 1_000));
        var count = random.Next(1, 7);
        for (var i = 0; i < count && day <= SampleDeals.AsOf; i++)
        {
            yield return new()
            {
                Customer = new(id % 3 != 0, id),
                Day = day,
                Amount = random.Next(25) == 0 ? null : random.Next(5, 900) * 100 + random.Next(100) / 100m,
                DealId = id * 10 + i,
                Kind = i == 0 ? DealKind.New : (DealKind)random.Next(4),
            };
            day = day.AddDays(random.Next(10, 300));
        }
    }
}

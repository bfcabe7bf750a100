using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Customers who buy at a pace of their own until they stop, as the models of customer value have it.</summary>
internal static class Regulars
{
    public static List<Sale> Of(int count, DateOnly asOf)
    {
        var random = new Random(20_261_122);
        List<Sale> sales = [];
        for (var customer = 1; customer <= count; customer++)
        {
            var (pace, spend) = (20 - 80 * Math.Log(1 - random.NextDouble()), 50 + random.Next(400));
            for (var day = asOf.AddDays(-random.Next(300, 1_000)); day <= asOf; day = day.AddDays(1 + (int)(-pace * Math.Log(1 - random.NextDouble()))))
            {
                sales.Add(new() { Customer = new(customer % 3 != 0, customer), Day = day, Amount = spend * random.Next(60, 140) / 100m });
                if (random.Next(6) == 0)
                    break;
            }
        }
        return sales;
    }
}

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>
/// All that the models need to know of a customer: purchases after the first, when the last of them was, and how long the customer is
/// known. Purchases of one day are one.
/// </summary>
/// <param name="Repeats">Purchases after the first (x).</param>
/// <param name="Recency">Weeks from the first purchase to the last (t_x); 0 without repeats.</param>
/// <param name="Age">Weeks from the first purchase to the end of what is known (T).</param>
/// <param name="MeanSpend">Mean amount of the purchases after the first; 0 without repeats.</param>
public readonly record struct PurchaseHistory(int Repeats, double Recency, double Age, double MeanSpend)
{
    /// <summary>Days in the unit of time of the models.</summary>
    public const double DaysPerUnit = 7;

    /// <summary>
    /// The history of each customer who bought by a day. Later sales do not count, nor do those of nobody, and returns (amounts below 0)
    /// are no purchases.
    /// </summary>
    public static IReadOnlyDictionary<CustomerKey, PurchaseHistory> Of(IEnumerable<Sale> sales, DateOnly asOf) =>
        sales.Where(sale => IsPurchase(sale, asOf))
            .GroupBy(sale => sale.Customer!.Value)
            .ToDictionary(customer => customer.Key, customer => Of([.. customer.OrderBy(sale => sale.Day)], asOf));

    /// <summary>Whether a sale is a purchase that the models count, up to a day.</summary>
    public static bool IsPurchase(Sale sale, DateOnly asOf) => sale.Customer is not null && sale.Day <= asOf && sale.Amount is null or >= 0;

    private static PurchaseHistory Of(Sale[] sales, DateOnly asOf)
    {
        var first = sales[0].Day;
        decimal[] repeats = [.. sales.Where(sale => sale.Day != first).GroupBy(sale => sale.Day).Select(day => day.Sum(sale => sale.Amount ?? 0))];
        return new(repeats.Length, Units(first, sales[^1].Day), Units(first, asOf), repeats.Length == 0 ? 0 : (double)repeats.Average());
    }

    /// <summary>The time from a day to another, in the models' unit.</summary>
    public static double Units(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / DaysPerUnit;
}

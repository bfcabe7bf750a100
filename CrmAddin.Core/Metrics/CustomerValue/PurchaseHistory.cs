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
    /// The history of each customer who bought by a day, by key. Rows later than the day do not count, and returns (amounts below 0) are no
    /// purchases.
    /// </summary>
    public static IReadOnlyDictionary<long, PurchaseHistory> Of(IEnumerable<CustomerSale> sales, DateOnly asOf) =>
        sales.Where(sale => sale.BoughtOn <= asOf && sale.Amount >= 0)
            .GroupBy(sale => sale.Customer)
            .ToDictionary(customer => customer.Key, customer => Of([.. customer.OrderBy(sale => sale.BoughtOn)], asOf));

    private static PurchaseHistory Of(CustomerSale[] sales, DateOnly asOf)
    {
        var first = sales[0].BoughtOn;
        var (repeats, spent, last) = (0, 0m, first);
        foreach (var sale in sales)
        {
            if (sale.BoughtOn == first)
                continue;
            if (sale.BoughtOn != last)
                repeats++;
            (spent, last) = (spent + sale.Amount, sale.BoughtOn);
        }
        return new(repeats, Units(first, last), Units(first, asOf), repeats == 0 ? 0 : (double)(spent / repeats));
    }

    /// <summary>The time from a day to another, in the models' unit.</summary>
    public static double Units(DateOnly from, DateOnly to) => (to.DayNumber - from.DayNumber) / DaysPerUnit;
}

namespace CrmAddin.Core.Metrics;

/// <summary>The customers whose first purchase falls in one month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Customers">How many.</param>
/// <param name="Bought">How many of them bought in the same month, in the next one, and so on; null in months after the day of reporting.</param>
public sealed record CohortRow(DateOnly Month, int Customers, IReadOnlyList<int?> Bought);

/// <summary>Customers by month of first purchase, and how many of them bought again in each month after it.</summary>
public static class CustomerCohorts
{
    /// <summary>How many cohorts are shown at most, the newest.</summary>
    public const int MaxCohorts = 24;

    /// <summary>How many months after the first are followed.</summary>
    public const int MonthsAfter = 12;

    /// <summary>The cohorts of the period in order.</summary>
    public static IReadOnlyList<CohortRow> Compute(IEnumerable<Sale> sales, CustomerSettings settings) =>
    [
        .. sales.Where(sale => sale.Customer is not null && sale.Day <= settings.AsOf)
            .GroupBy(sale => sale.Customer!.Value, sale => sale.Day)
            .Select(customer => (First: customer.Min(), Months: customer.Select(MonthNumber).ToHashSet()))
            .Where(customer => PeriodSpan.Of(settings) is var span && customer.First >= span.Start && customer.First <= span.LastDay)
            .GroupBy(customer => MonthNumber(customer.First))
            .OrderBy(cohort => cohort.Key)
            .TakeLast(MaxCohorts)
            .Select(cohort => Row(cohort.Key, [.. cohort.Select(customer => customer.Months)], MonthNumber(settings.AsOf))),
    ];

    /// <summary>Months since the year 0, to count with.</summary>
    public static int MonthNumber(DateOnly day) => day.Year * 12 + day.Month - 1;

    private static CohortRow Row(int month, HashSet<int>[] customers, int lastMonth) => new(
        new(month / 12, month % 12 + 1, 1),
        customers.Length,
        [.. Enumerable.Range(month, MonthsAfter + 1).Select(at => at > lastMonth ? (int?)null : customers.Count(months => months.Contains(at)))]);
}

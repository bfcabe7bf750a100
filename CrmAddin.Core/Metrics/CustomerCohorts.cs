namespace CrmAddin.Core.Metrics;

/// <summary>The customers whose first purchase falls in one month.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Customers">How many.</param>
/// <param name="Bought">How many of them bought in the same month, in the next one, and so on; null in months after the period or the day of reporting.</param>
public sealed record CohortRow(DateOnly Month, int Customers, IReadOnlyList<int?> Bought);

/// <summary>How many customers buy again some months after their first purchase.</summary>
/// <param name="MonthsAfter">Calendar months after the month of the first purchase.</param>
/// <param name="Customers">Customers whose first purchase is that long ago.</param>
/// <param name="Bought">How many of them bought in that month.</param>
public sealed record RepeatRow(int MonthsAfter, int Customers, int Bought)
{
    /// <summary>Bought ÷ customers; null of none.</summary>
    public decimal? Rate => Ratio.Of(Bought, Customers);
}

/// <summary>Customers by month of first purchase, and how many of them bought again in each month after it.</summary>
public static class CustomerCohorts
{
    /// <summary>How many months after the first are followed.</summary>
    public const int MonthsAfter = 12;

    /// <summary>The cohorts of the period in order, the newest of them.</summary>
    public static IReadOnlyList<CohortRow> Newest(IReadOnlyList<CohortRow> cohorts) => [.. cohorts.TakeLast(ReportMonths.MaxMonths)];

    /// <summary>All cohorts together, month after month from the first one after the first purchase.</summary>
    public static IReadOnlyList<RepeatRow> Repeats(IReadOnlyList<CohortRow> cohorts) =>
    [
        .. Enumerable.Range(1, MonthsAfter)
            .Select(after => (After: after, Seen: cohorts.Where(cohort => cohort.Bought[after] is not null).ToList()))
            .Select(month => new RepeatRow(month.After, month.Seen.Sum(cohort => cohort.Customers), month.Seen.Sum(cohort => cohort.Bought[month.After] ?? 0))),
    ];

    /// <summary>All cohorts of the period in order.</summary>
    public static IReadOnlyList<CohortRow> Compute(IEnumerable<Sale> sales, CustomerSettings settings)
    {
        var span = PeriodSpan.Of(settings);
        return
        [
            .. sales.Where(sale => sale.Customer is not null && sale.Day <= span.LastDay)
                .GroupBy(sale => sale.Customer!.Value, sale => sale.Day)
                .Select(customer => (First: customer.Min(), Months: customer.Select(MonthNumber).ToHashSet()))
                .Where(customer => customer.First >= span.Start)
                .GroupBy(customer => MonthNumber(customer.First))
                .OrderBy(cohort => cohort.Key)
                .Select(cohort => Row(cohort.Key, [.. cohort.Select(customer => customer.Months)], MonthNumber(span.LastDay))),
        ];
    }

    /// <summary>Months since the year 0, to count with.</summary>
    public static int MonthNumber(DateOnly day) => day.Year * 12 + day.Month - 1;

    private static CohortRow Row(int month, HashSet<int>[] customers, int lastMonth) => new(
        new(month / 12, month % 12 + 1, 1),
        customers.Length,
        [.. Enumerable.Range(month, MonthsAfter + 1).Select(at => at > lastMonth ? (int?)null : customers.Count(months => months.Contains(at)))]);
}

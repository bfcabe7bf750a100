namespace CrmAddin.Core.Metrics;

/// <summary>What was sold in one month; amounts in the report's currency.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="FirstPurchases">Amount of customers' first purchases.</param>
/// <param name="RepeatPurchases">Amount of all others.</param>
public sealed record RevenueRow(DateOnly Month, decimal FirstPurchases, decimal RepeatPurchases);

/// <summary>Revenue by month, apart by first and repeat purchases.</summary>
public static class RevenueByMonth
{
    /// <summary>The months of the period with sales, in order.</summary>
    public static IReadOnlyList<RevenueRow> Compute(IEnumerable<Sale> sales, IEnumerable<CustomerInPeriod> customers, CustomerSettings settings)
    {
        var span = PeriodSpan.Of(settings);
        var first = customers.ToDictionary(customer => customer.Customer, customer => customer.FirstOn);
        return
        [
            .. sales.Where(sale => sale.Customer is not null && sale.Day >= span.Start && sale.Day <= span.LastDay)
                .GroupBy(sale => new DateOnly(sale.Day.Year, sale.Day.Month, 1))
                .OrderBy(month => month.Key)
                .TakeLast(ReportMonths.MaxMonths)
                .Select(month =>
                {
                    var ofFirst = month.Where(sale => sale.Day == first[sale.Customer!.Value]).Sum(sale => sale.Amount ?? 0);
                    return new RevenueRow(month.Key, ofFirst, month.Sum(sale => sale.Amount ?? 0) - ofFirst);
                }),
        ];
    }
}

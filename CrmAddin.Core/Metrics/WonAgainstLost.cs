namespace CrmAddin.Core.Metrics;

/// <summary>What was won and lost under one label; amounts in the report's currency.</summary>
/// <param name="Label">The label, as shown.</param>
/// <param name="WonCount">How many were won.</param>
/// <param name="WonAmount">Their amount.</param>
/// <param name="LostCount">How many were lost.</param>
/// <param name="LostAmount">Their amount.</param>
public sealed record WonLostRow(string Label, int WonCount, decimal WonAmount, int LostCount, decimal LostAmount)
{
    /// <summary>Won ÷ (won + lost); null when nothing was closed.</summary>
    public decimal? WinRate => WonCount + LostCount == 0 ? null : (decimal)WonCount / (WonCount + LostCount);
}

/// <summary>What was won and lost in a month.</summary>
/// <param name="Slice">The month.</param>
/// <param name="Row">What was won and lost in it; without a label.</param>
public sealed record WonLostMonth(DaySlice Slice, WonLostRow Row);

/// <summary>Won against lost, by anything.</summary>
public static class WonAgainstLost
{
    /// <summary>Deals by a label, the most won first. Labels that differ only in case are one, as they are to Excel.</summary>
    public static IReadOnlyList<WonLostRow> By(IEnumerable<ClosedDeal> deals, Func<ClosedDeal, string> label) =>
        Rows(deals, label, deal => deal.IsWon, deal => deal.Deal.Amount);

    /// <summary>Products of deals by a label, in the same order.</summary>
    public static IReadOnlyList<WonLostRow> By(IEnumerable<ClosedProduct> products, Func<ClosedProduct, string> label) =>
        Rows(products, label, product => product.Standing == DealStanding.Won, product => product.Amount);

    /// <summary>Deals by the month in which they were closed.</summary>
    public static IReadOnlyList<WonLostMonth> ByMonth(IReadOnlyCollection<ClosedDeal> deals) =>
    [
        .. ReportMonths.Of(deals.Select(deal => deal.Deal.ClosedOn))
            .Select(slice => new WonLostMonth(slice, Row("", deals.Where(deal => slice.Contains(deal.Deal.ClosedOn)), deal => deal.IsWon, deal => deal.Deal.Amount))),
    ];

    private static IReadOnlyList<WonLostRow> Rows<T>(IEnumerable<T> all, Func<T, string> label, Func<T, bool> isWon, Func<T, decimal?> amount) =>
    [
        .. all.GroupBy(label, StringComparer.OrdinalIgnoreCase)
            .Select(group => Row(group.Key, group, isWon, amount))
            .OrderByDescending(row => row.WonAmount).ThenByDescending(row => row.WonCount).ThenByDescending(row => row.LostAmount)
            .ThenBy(row => row.Label, StringComparer.Ordinal),
    ];

    private static WonLostRow Row<T>(string label, IEnumerable<T> all, Func<T, bool> isWon, Func<T, decimal?> amount)
    {
        var row = new WonLostRow(label, 0, 0, 0, 0);
        foreach (var one in all)
        {
            row = isWon(one)
                ? row with { WonCount = row.WonCount + 1, WonAmount = row.WonAmount + (amount(one) ?? 0) }
                : row with { LostCount = row.LostCount + 1, LostAmount = row.LostAmount + (amount(one) ?? 0) };
        }

        return row;
    }
}

namespace CrmAddin.Core.Metrics;

/// <summary>One owner's pipeline and what they closed in the period; amounts in the base currency.</summary>
/// <param name="Owner">The owner, as shown.</param>
/// <param name="OpenCount">Open deals on track.</param>
/// <param name="OpenAmount">Their amount.</param>
/// <param name="WeightedAmount">Their amount times win probability.</param>
/// <param name="WonCount">Deals won in the period.</param>
/// <param name="WonAmount">Amount won in the period.</param>
/// <param name="LostCount">Deals lost in the period.</param>
public sealed record OwnerRow(string Owner, int OpenCount, decimal OpenAmount, decimal WeightedAmount, int WonCount, decimal WonAmount, int LostCount)
{
    /// <summary>Won ÷ (won + lost); null when nothing was closed.</summary>
    public decimal? WinRate => WonCount + LostCount == 0 ? null : (decimal)WonCount / (WonCount + LostCount);
}

/// <summary>The pipeline by owner.</summary>
public static class PipelineByOwner
{
    /// <summary>One row an owner, the most won first. Names that differ only in case are one, as they are to Excel.</summary>
    public static IReadOnlyList<OwnerRow> Compute(IEnumerable<PipelineDeal> deals, ReportPeriod period) =>
    [
        .. deals.Where(deal => deal.Standing is DealStanding.Open or DealStanding.Won or DealStanding.Lost && deal.IsIn(period))
            .GroupBy(deal => deal.Owner, StringComparer.OrdinalIgnoreCase)
            .Select(Row)
            .OrderByDescending(row => row.WonAmount)
            .ThenByDescending(row => row.OpenAmount)
            .ThenBy(row => row.Owner, StringComparer.Ordinal),
    ];

    private static OwnerRow Row(IGrouping<string, PipelineDeal> group)
    {
        PipelineDeal[] open = [.. group.Where(deal => deal.Standing == DealStanding.Open)];
        PipelineDeal[] won = [.. group.Where(deal => deal.Standing == DealStanding.Won)];
        return new(
            group.Key,
            open.Length,
            open.Sum(deal => deal.Amount ?? 0),
            open.Sum(deal => deal.WeightedAmount),
            won.Length,
            won.Sum(deal => deal.Amount ?? 0),
            group.Count(deal => deal.Standing == DealStanding.Lost));
    }
}

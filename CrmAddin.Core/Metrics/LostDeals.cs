namespace CrmAddin.Core.Metrics;

/// <summary>Deals that were lost for one reason; amounts in the report's currency.</summary>
/// <param name="Reason">The reason, as shown.</param>
/// <param name="LostCount">How many.</param>
/// <param name="LostAmount">Their amount.</param>
public sealed record LossReasonRow(string Reason, int LostCount, decimal LostAmount);

/// <summary>Deals that one competitor won from us; amounts in the report's currency.</summary>
/// <param name="Competitor">The competitor, as shown.</param>
/// <param name="LostCount">How many.</param>
/// <param name="LostAmount">Our amount of them.</param>
/// <param name="PricedCount">Of how many the competitor's price and our amount are known.</param>
/// <param name="OurAmount">Our amount of those.</param>
/// <param name="WinnerPrice">The competitor's price of those.</param>
public sealed record CompetitorRow(string Competitor, int LostCount, decimal LostAmount, int PricedCount, decimal OurAmount, decimal WinnerPrice)
{
    /// <summary>By how much of the competitor's price ours was higher; null when no price is known.</summary>
    public decimal? PriceDistance => WinnerPrice == 0 ? null : (OurAmount - WinnerPrice) / WinnerPrice;
}

/// <summary>What was lost: for which reasons, to whom, at which price.</summary>
public static class LostDeals
{
    /// <summary>One row a reason, the most frequent first.</summary>
    public static IReadOnlyList<LossReasonRow> ByReason(IEnumerable<ClosedDeal> deals) =>
    [
        .. deals.Where(deal => !deal.IsWon).GroupBy(deal => deal.Reason, StringComparer.OrdinalIgnoreCase)
            .Select(group => new LossReasonRow(group.Key, group.Count(), group.Sum(deal => deal.Deal.Amount ?? 0)))
            .OrderByDescending(row => row.LostCount).ThenByDescending(row => row.LostAmount).ThenBy(row => row.Reason, StringComparer.Ordinal),
    ];

    /// <summary>One row a competitor who is named, the most frequent first.</summary>
    public static IReadOnlyList<CompetitorRow> ByCompetitor(IEnumerable<ClosedDeal> deals) =>
    [
        .. deals.Where(deal => !deal.IsWon && deal.Competitor.Length > 0).GroupBy(deal => deal.Competitor, StringComparer.OrdinalIgnoreCase)
            .Select(group => Row(group.Key, [.. group]))
            .OrderByDescending(row => row.LostCount).ThenByDescending(row => row.LostAmount).ThenBy(row => row.Competitor, StringComparer.Ordinal),
    ];

    /// <summary>All lost deals as one row.</summary>
    public static CompetitorRow Total(IEnumerable<ClosedDeal> deals) => Row("", [.. deals.Where(deal => !deal.IsWon)]);

    private static CompetitorRow Row(string competitor, ClosedDeal[] deals) => new(
        competitor,
        deals.Length,
        deals.Sum(deal => deal.Deal.Amount ?? 0),
        deals.Count(deal => deal.AmountBesidePrice is not null),
        deals.Sum(deal => deal.AmountBesidePrice ?? 0),
        deals.Sum(deal => deal.PriceBesideAmount ?? 0));
}

namespace CrmAddin.Core.Metrics;

/// <summary>The headline figures of closed deals.</summary>
public static class ClosedDealFigures
{
    private static readonly HashSet<string> _ofThePipeline =
    [
        FigureKeys.WonCount,
        FigureKeys.WonAmount,
        FigureKeys.LostCount,
        FigureKeys.LostAmount,
        FigureKeys.WinRate,
        FigureKeys.WinRateByAmount,
        FigureKeys.MeanDaysToClose,
        FigureKeys.MedianDaysToClose,
    ];

    /// <summary>All figures over the deals that were closed in the period, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(IReadOnlyCollection<ClosedDeal> deals, PipelineSettings settings)
    {
        var lost = LostDeals.Total(deals);
        return
        [
            .. PipelineFigures.Compute(deals.Select(deal => deal.Deal), settings).Where(figure => _ofThePipeline.Contains(figure.Key)),
            Figure.Rate(FigureKeys.PriceDistance, lost.OurAmount - lost.WinnerPrice, lost.WinnerPrice, EmptyReason.NoWinnerPrice),
            Figure.Count(FigureKeys.PricedLosses, lost.PricedCount),
        ];
    }
}

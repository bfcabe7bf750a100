namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>How much whole months swing together: seasons, campaigns, a price list. Measured, so that the band is as wide as they are.</summary>
internal static class MonthSwing
{
    private const int MostMonths = 12;
    private const double MostSwing = 1;

    /// <summary>The variance of the months' wins beyond chance, as a fraction of what was expected of each.</summary>
    public static double Learn(IReadOnlyList<ForecastDeal> deals, ForecastModel model, DateOnly windowStart)
    {
        var end = Months.StartOf(model.Day.AddDays(1));
        var first = end.AddMonths(-MostMonths) > windowStart ? end.AddMonths(-MostMonths) : Months.StartOf(windowStart).AddMonths(1);
        var months = (end.Year - first.Year) * 12 + end.Month - first.Month;
        var (won, expected) = (new double[months], new double[months]);
        foreach (var deal in deals.Where(deal => deal.OpenedOn <= model.Day && (deal.ClosedOn is null || deal.ClosedOn >= deal.OpenedOn)))
        {
            for (var at = 0; at < months; at++)
            {
                var (from, to) = (first.AddMonths(at), Months.EndOf(first.AddMonths(at)));
                if (deal.OpenedOn > to || deal.ClosedOn < from)
                    continue;
                var isClosed = deal.ClosedOn <= to;
                var span = model.Over(new(0, deal.OwnerId, null), Math.Max(0, deal.AgeOn(from)), deal.AgeOn(isClosed ? deal.ClosedOn!.Value : to));
                expected[at] += span.Hazard * span.WonShare;
                won[at] += isClosed && deal.IsWon ? 1 : 0;
            }
        }
        return Beyond([.. won.Zip(expected).SkipWhile(month => month.First == 0)]);
    }

    private static double Beyond((double Won, double Expected)[] months)
    {
        var squares = months.Sum(month => month.Expected * month.Expected);
        var beyond = months.Sum(month => (month.Won - month.Expected) * (month.Won - month.Expected) - month.Expected);
        return squares > 0 ? Math.Clamp(beyond / squares, 0, MostSwing) : 0;
    }
}

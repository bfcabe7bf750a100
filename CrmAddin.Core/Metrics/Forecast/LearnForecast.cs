namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>Learns the forecast's model from the firm's deals as they were known on a day.</summary>
public static class LearnForecast
{
    private const int MonthsOfOpenings = 12;

    /// <summary>The model; null under the least number of closed deals.</summary>
    public static ForecastModel? AsOf(IReadOnlyList<ForecastDeal> deals, DateOnly day, ForecastSettings settings)
    {
        var windowStart = day.AddDays(-settings.WindowDays);
        ForecastDeal[] closed = [.. deals.Where(deal => ClosingRates.IsKnownToTheEnd(deal, day) && deal.ClosedOn > windowStart)];
        if (closed.Length < settings.MinClosedDeals)
            return null;

        var none = new Dictionary<long, double>();
        var model = new ForecastModel(day, ClosingRates.Learn(deals, day, settings), none, new Dictionary<long, IReadOnlyList<StageEffect>>(), Openings(deals, day), 0);
        model = model with { Owners = Owners(closed, model) };
        model = model with { Stages = StageEffects.Learn(deals, model, windowStart) };
        return model with { MonthSpread = MonthSwing.Learn(deals, model, windowStart) };
    }

    private static Dictionary<long, double> Owners(ForecastDeal[] closed, ForecastModel model) => Shrinkage.Offsets(
        closed.Where(deal => deal.OwnerId is not null).GroupBy(deal => deal.OwnerId!.Value).ToDictionary(owner => owner.Key, owner => new ObservedRate(
            owner.Count(),
            owner.Count(deal => deal.IsWon),
            owner.Sum(deal => model.WonShareAtClose(deal)))));

    private static OpeningRate Openings(IReadOnlyList<ForecastDeal> deals, DateOnly day)
    {
        var end = Months.StartOf(day.AddDays(1));
        var byMonth = deals.Where(deal => deal.OpenedOn < end && deal.OpenedOn >= end.AddMonths(-MonthsOfOpenings))
            .GroupBy(deal => Months.StartOf(deal.OpenedOn!.Value)).ToDictionary(month => month.Key, month => month.Count());
        if (byMonth.Count == 0)
            return new(0, 0, 0);
        double[] counts = [.. Months.From(byMonth.Keys.Min(), end.AddMonths(-1)).Select(month => (double)byMonth.GetValueOrDefault(month))];
        var mean = counts.Average();
        return new(mean, counts.Length < 2 ? mean : counts.Sum(count => (count - mean) * (count - mean)) / (counts.Length - 1), counts.Length);
    }
}

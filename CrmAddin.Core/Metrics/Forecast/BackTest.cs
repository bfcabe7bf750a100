namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>One past month as it was forecast on a month-end before it.</summary>
/// <param name="MadeOn">The month-end of the forecast.</param>
/// <param name="MonthsAhead">1 for the month right after it.</param>
/// <param name="Forecast">The band of then.</param>
/// <param name="Won">What was won in the month.</param>
public sealed record TestedMonth(DateOnly MadeOn, int MonthsAhead, MonthBand Forecast, decimal Won)
{
    /// <summary>Whether the band held.</summary>
    public bool IsHit => Forecast.Holds(Won);
}

/// <summary>How well the forecast did on past month-ends.</summary>
/// <param name="Months">The tested months.</param>
public sealed record BackTestResult(IReadOnlyList<TestedMonth> Months)
{
    /// <summary>Σ |won − middle of the band| ÷ Σ won; null when nothing was won or tested.</summary>
    public decimal? ForecastError => Error(month => month.Forecast.Median);

    /// <summary>The same of the weighted sum; null also where the store knew nothing then that could be weighed.</summary>
    public decimal? WeightedError => Months.All(month => month.Forecast.Weighted == 0) ? null : Error(month => month.Forecast.Weighted);

    /// <summary>Why the weighted sum has no error, where it has none.</summary>
    public EmptyReason WhyNoWeightedError => ForecastError is null ? EmptyReason.HistoryTooShortToTest : EmptyReason.NothingExpectedThen;

    /// <summary>Share of the months in the band.</summary>
    public decimal? HitRate => Ratio.Of(Months.Count(month => month.IsHit), Months.Count);

    /// <summary>The result of the months so far ahead alone.</summary>
    public BackTestResult Ahead(int months) => new([.. Months.Where(month => month.MonthsAhead == months)]);

    private decimal? Error(Func<TestedMonth, decimal> forecast) =>
        Ratio.Of(Months.Sum(month => Math.Abs(month.Won - forecast(month))), Months.Sum(month => month.Won));
}

/// <summary>
/// Makes the forecast anew on past month-ends, of nothing but what was known then: deals opened by then, those closed later as open, stages,
/// amounts and expected closes only as the store knew them on the day.
/// </summary>
public static class BackTest
{
    /// <summary>The tested months, oldest first; none where the history is too short.</summary>
    public static BackTestResult Compute(IReadOnlyList<ForecastDeal> deals, DateOnly asOf, ForecastSettings settings)
    {
        if (deals.Where(deal => ClosingRates.IsKnownToTheEnd(deal, asOf)).Min(deal => deal.ClosedOn) is not { } firstClose)
            return new([]);
        var whole = Months.StartOf(asOf.AddDays(1));
        var first = Months.StartOf(firstClose).AddMonths(settings.MonthsBeforeTest);
        var months = Months.From(first, whole.AddMonths(-1)).TakeLast(settings.TestedMonthEnds);
        return new([.. months.SelectMany(month => Test(deals, month.AddDays(-1), whole, settings))]);
    }

    private static IEnumerable<TestedMonth> Test(IReadOnlyList<ForecastDeal> deals, DateOnly day, DateOnly whole, ForecastSettings settings)
    {
        if (LearnForecast.AsOf(deals, day, settings) is not { } model)
            yield break;
        foreach (var (band, at) in ForecastMonths.Compute(deals, model, settings.TestedMonthsAhead, settings, isNow: false).Select((band, at) => (band, at)))
        {
            if (band.Month < whole)
                yield return new(day, at + 1, band, ForecastMonths.WonBetween(deals, band.Month, Months.EndOf(band.Month)));
        }
    }
}

namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>The firm's forecast as of a day: what its history says, the months ahead, and how well the same did on past month-ends.</summary>
/// <param name="AsOf">The last day that counted.</param>
/// <param name="Currency">The currency of all amounts, ISO 4217.</param>
/// <param name="Deals">Deals that it was made of.</param>
/// <param name="OpenWithoutDay">Open deals outside the band because nobody knows when they were opened.</param>
/// <param name="Model">What the history says; null when there is too little of it.</param>
/// <param name="Months">The months ahead.</param>
/// <param name="Tested">The back-test.</param>
public sealed record FirmForecast(
    DateOnly AsOf, string Currency, int Deals, int OpenWithoutDay, ForecastModel? Model, IReadOnlyList<MonthBand> Months, BackTestResult Tested)
{
    /// <summary>The forecast of the deals.</summary>
    public static FirmForecast Compute(IReadOnlyList<ForecastDeal> deals, DateOnly asOf, string currency, ForecastSettings settings)
    {
        var model = LearnForecast.AsOf(deals, asOf, settings);
        return new(
            asOf,
            currency,
            deals.Count,
            deals.Count(deal => deal is { OpenedOn: null, ClosedOn: null, IsOnHold: false }),
            model,
            model is null ? [] : ForecastMonths.Compute(deals, model, settings.Months, settings, isNow: true),
            BackTest.Compute(deals, asOf, settings));
    }

    /// <summary>The figures of a forecast; those of none where nothing was computed yet.</summary>
    public static IReadOnlyList<Figure> Figures(FirmForecast? forecast)
    {
        var month = forecast?.Months is { Count: > 0 } months ? months[0] : null;
        var (noBand, noTest) = forecast is null
            ? (EmptyReason.NotComputedYet, EmptyReason.NotComputedYet)
            : (EmptyReason.TooFewClosedDeals, EmptyReason.HistoryTooShortToTest);
        return
        [
            Figure.Money(FigureKeys.ForecastLow, month?.Low, noBand),
            Figure.Money(FigureKeys.ForecastMedian, month?.Median, noBand),
            Figure.Money(FigureKeys.ForecastHigh, month?.High, noBand),
            Figure.Rate(FigureKeys.ForecastError, forecast?.Tested.ForecastError, noTest),
            Figure.Rate(FigureKeys.WeightedError, forecast?.Tested.WeightedError, forecast?.Tested.WhyNoWeightedError ?? noTest),
            Figure.Rate(FigureKeys.BandHitRate, forecast?.Tested.HitRate, noTest),
        ];
    }
}

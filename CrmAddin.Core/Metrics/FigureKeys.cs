namespace CrmAddin.Core.Metrics;

/// <summary>The names of the figures, as reports, the command line and custom functions use them.</summary>
public static class FigureKeys
{
    /// <summary>Open deals on track.</summary>
    public const string OpenCount = "openCount";

    /// <summary>Amount of the open deals on track.</summary>
    public const string OpenAmount = "openAmount";

    /// <summary>Amount times win probability of the open deals on track.</summary>
    public const string WeightedAmount = "weightedAmount";

    /// <summary>Won in the period plus weighted.</summary>
    public const string ForecastAmount = "forecastAmount";

    /// <summary>Full amount of open deals that are nearly certain.</summary>
    public const string CommitAmount = "commitAmount";

    /// <summary>Full amount of open deals that are more or less likely.</summary>
    public const string BestCaseAmount = "bestCaseAmount";

    /// <summary>Deals won in the period.</summary>
    public const string WonCount = "wonCount";

    /// <summary>Amount won in the period.</summary>
    public const string WonAmount = "wonAmount";

    /// <summary>Deals lost in the period.</summary>
    public const string LostCount = "lostCount";

    /// <summary>Amount lost in the period.</summary>
    public const string LostAmount = "lostAmount";

    /// <summary>Won ÷ (won + lost), by number.</summary>
    public const string WinRate = "winRate";

    /// <summary>Won ÷ (won + lost), by amount.</summary>
    public const string WinRateByAmount = "winRateByAmount";

    /// <summary>Open deals expected to close in the month of reporting.</summary>
    public const string ClosingThisMonth = "closingThisMonth";

    /// <summary>Amount of the open deals expected to close in the month of reporting.</summary>
    public const string ClosingThisMonthAmount = "closingThisMonthAmount";

    /// <summary>Mean days from opening to closing, won and lost together.</summary>
    public const string MeanDaysToClose = "meanDaysToClose";

    /// <summary>Median days from opening to closing, won and lost together.</summary>
    public const string MedianDaysToClose = "medianDaysToClose";

    /// <summary>Mean days from opening to winning.</summary>
    public const string SalesCycleDays = "salesCycleDays";

    /// <summary>Median days from opening to winning.</summary>
    public const string SalesCycleMedianDays = "salesCycleMedianDays";

    /// <summary>Deals whose expected close was moved later.</summary>
    public const string SlippedCount = "slippedCount";

    /// <summary>Amount of the deals whose expected close was moved later.</summary>
    public const string SlippedAmount = "slippedAmount";

    /// <summary>Median days by which expected closes were moved later.</summary>
    public const string SlippedMedianDays = "slippedMedianDays";

    /// <summary>Future value of a customer by the fitted models, net of acquisition cost.</summary>
    public const string CltvPredicted = "cltvPredicted";

    /// <summary>Future value of a customer by the fitted models.</summary>
    public const string CltvPredictedGross = "cltvPredictedGross";

    /// <summary>Standard error of the future value.</summary>
    public const string CltvPredictedError = "cltvPredictedError";

    /// <summary>Won in the month of reporting, reached in nine of ten simulated runs.</summary>
    public const string ForecastLow = "forecastLow";

    /// <summary>Won in the month of reporting, reached in half of the simulated runs.</summary>
    public const string ForecastMedian = "forecastMedian";

    /// <summary>Won in the month of reporting, reached in one of ten simulated runs.</summary>
    public const string ForecastHigh = "forecastHigh";

    /// <summary>Weighted absolute percentage error of the forecast on past month-ends.</summary>
    public const string ForecastError = "forecastError";

    /// <summary>Weighted absolute percentage error of the weighted sum on past month-ends.</summary>
    public const string WeightedError = "weightedError";

    /// <summary>Share of tested months inside the forecast's band.</summary>
    public const string BandHitRate = "bandHitRate";

    /// <summary>Share of tested customers whose next product was foretold.</summary>
    public const string NextProductHitRate = "nextProductHitRate";

    /// <summary>Share of tested customers whose next product was a best-seller.</summary>
    public const string NextProductPopularRate = "nextProductPopularRate";
}

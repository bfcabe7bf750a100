using System.Globalization;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Pipeline;

/// <summary>A figure as Excel computes it.</summary>
/// <param name="Text">The formula.</param>
/// <param name="EmptyWhen">The condition under which there is no value; null when there always is one.</param>
/// <param name="WhyEmpty">The reason then.</param>
/// <param name="IsArray">Whether it is an array formula.</param>
internal sealed record FigureFormula(string Text, string? EmptyWhen = null, EmptyReason WhyEmpty = default, bool IsArray = false);

/// <summary>The pipeline figures as formulas over the table of deals. Only functions that Excel 2016, LibreOffice and Excel on the web share.</summary>
/// <param name="table">The table.</param>
/// <param name="settings">The thresholds.</param>
/// <param name="addressOf">Where another figure stands.</param>
/// <param name="asOf">The cell with the day of reporting.</param>
internal sealed class FigureFormulas(DealTable table, PipelineSettings settings, Func<string, string> addressOf, string asOf)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.OpenCount => new(Count(DealStanding.Open)),
        FigureKeys.OpenAmount => new(Sum(DealStanding.Open)),
        FigureKeys.WeightedAmount => new($"SUM({table.Weighted})"),
        FigureKeys.ForecastAmount => new($"{addressOf(FigureKeys.WonAmount)}+{addressOf(FigureKeys.WeightedAmount)}"),
        FigureKeys.CommitAmount => new(SumFrom(settings.CommitProbability)),
        FigureKeys.BestCaseAmount => new(SumFrom(settings.BestCaseProbability)),
        FigureKeys.WonCount => new(Count(DealStanding.Won)),
        FigureKeys.WonAmount => new(Sum(DealStanding.Won)),
        FigureKeys.LostCount => new(Count(DealStanding.Lost)),
        FigureKeys.LostAmount => new(Sum(DealStanding.Lost)),
        FigureKeys.WinRate => Share(FigureKeys.WonCount, FigureKeys.LostCount, EmptyReason.NoClosedDeals),
        FigureKeys.WinRateByAmount => Share(FigureKeys.WonAmount, FigureKeys.LostAmount, EmptyReason.NoClosedAmount),
        FigureKeys.ClosingThisMonth => new($"COUNTIFS({ClosingThisMonth()})"),
        FigureKeys.ClosingThisMonthAmount => new($"SUMIFS({table.Amount},{ClosingThisMonth()})"),
        FigureKeys.MeanDaysToClose => OfClosed($"AVERAGE({table.DaysToClose})"),
        FigureKeys.MedianDaysToClose => OfClosed($"MEDIAN({table.DaysToClose})"),
        FigureKeys.SalesCycleDays => OfWon($"AVERAGEIFS({table.DaysToClose},{table.Standing},{table.Word(DealStanding.Won)})", isArray: false),
        FigureKeys.SalesCycleMedianDays => OfWon($"MEDIAN(IF({WonWithDays()},{table.DaysToClose}))", isArray: true),
        FigureKeys.SlippedCount => new($"COUNTIFS({Slipped()})"),
        FigureKeys.SlippedAmount => new($"SUMIFS({table.Amount},{Slipped()})"),
        FigureKeys.SlippedMedianDays => new(
            $"MEDIAN(IF(({table.DaysSlipped}>0)*({table.Standing}<>{table.Word(DealStanding.Cancelled)}),{table.DaysSlipped}))",
            $"{addressOf(FigureKeys.SlippedCount)}=0",
            EmptyReason.NoSlippedDeals,
            IsArray: true),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The pipeline report has no such figure."),
    };

    private string Count(DealStanding standing) => $"COUNTIFS({table.Standing},{table.Word(standing)})";

    private string Sum(DealStanding standing) => $"SUMIFS({table.Amount},{table.Standing},{table.Word(standing)})";

    private string SumFrom(decimal probability) => string.Create(
        CultureInfo.InvariantCulture,
        $"SUMIFS({table.Amount},{table.Standing},{table.Word(DealStanding.Open)},{table.Probability},\">=\"&{probability})");

    private FigureFormula Share(string part, string rest, EmptyReason whyEmpty) =>
        new($"{addressOf(part)}/({addressOf(part)}+{addressOf(rest)})", $"{addressOf(part)}+{addressOf(rest)}=0", whyEmpty);

    private string ClosingThisMonth() =>
        $"{table.Standing},{table.Word(DealStanding.Open)},{table.ExpectedClose},\">=\"&DATE(YEAR({asOf}),MONTH({asOf}),1),{table.ExpectedClose},\"<\"&DATE(YEAR({asOf}),MONTH({asOf})+1,1)";

    private FigureFormula OfClosed(string formula) => new(formula, $"COUNT({table.DaysToClose})=0", EmptyReason.NoClosedDealWithDates);

    private FigureFormula OfWon(string formula, bool isArray) =>
        new(formula, $"SUMPRODUCT({WonWithDays()})=0", EmptyReason.NoWonDealWithDates, isArray);

    private string WonWithDays() => $"({table.Standing}={table.Word(DealStanding.Won)})*({table.DaysToClose}<>\"\")";

    private string Slipped() => $"{table.DaysSlipped},\">0\",{table.Standing},\"<>\"&{table.Word(DealStanding.Cancelled)}";
}

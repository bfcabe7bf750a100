using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The pipeline figures as formulas over the table of deals. Only functions that Excel 2016, LibreOffice and Excel on the web share.</summary>
/// <param name="table">The table.</param>
/// <param name="settings">The thresholds.</param>
/// <param name="places">Where other figures and the day of reporting stand.</param>
internal sealed class PipelineFormulas(DealTable table, PipelineSettings settings, FigurePlaces places)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.OpenCount => new(Count(DealStanding.Open)),
        FigureKeys.OpenAmount => new(Sum(DealStanding.Open)),
        FigureKeys.WeightedAmount => new($"SUM({table.Weighted})"),
        FigureKeys.ForecastAmount => new($"{places.Of(FigureKeys.WonAmount)}+{places.Of(FigureKeys.WeightedAmount)}"),
        FigureKeys.CommitAmount => new(SumFrom(settings.Firm.CommitProbability)),
        FigureKeys.BestCaseAmount => new(SumFrom(settings.Firm.BestCaseProbability)),
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
            $"{places.Of(FigureKeys.SlippedCount)}=0",
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
        new($"{places.Of(part)}/({places.Of(part)}+{places.Of(rest)})", $"{places.Of(part)}+{places.Of(rest)}=0", whyEmpty);

    private string ClosingThisMonth() =>
        $"{table.Standing},{table.Word(DealStanding.Open)},{table.ExpectedClose},\">=\"&DATE(YEAR({places.AsOf}),MONTH({places.AsOf}),1),{table.ExpectedClose},\"<\"&DATE(YEAR({places.AsOf}),MONTH({places.AsOf})+1,1)";

    private FigureFormula OfClosed(string formula) => new(formula, $"COUNT({table.DaysToClose})=0", EmptyReason.NoClosedDealWithDates);

    private FigureFormula OfWon(string formula, bool isArray) =>
        new(formula, $"SUMPRODUCT({WonWithDays()})=0", EmptyReason.NoWonDealWithDates, isArray);

    private string WonWithDays() => $"({table.Standing}={table.Word(DealStanding.Won)})*({table.DaysToClose}<>\"\")";

    private string Slipped() => $"{table.DaysSlipped},\">0\",{table.Standing},\"<>\"&{table.Word(DealStanding.Cancelled)}";
}

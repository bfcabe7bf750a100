using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>The figures of closed deals as formulas over the table of deals.</summary>
internal sealed class ClosedDealsFormulas(ClosedDealTable table, FigurePlaces places)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.WonCount => new($"SUMPRODUCT({table.Was(DealStanding.Won)}*1)"),
        FigureKeys.LostCount => new($"SUMPRODUCT({table.Was(DealStanding.Lost)}*1)"),
        FigureKeys.WonAmount => new($"SUMPRODUCT({table.Was(DealStanding.Won)}*1,{table["Amount"]})"),
        FigureKeys.LostAmount => new($"SUMPRODUCT({table.Was(DealStanding.Lost)}*1,{table["Amount"]})"),
        FigureKeys.WinRate => Share(FigureKeys.WonCount, FigureKeys.LostCount, EmptyReason.NoClosedDeals),
        FigureKeys.WinRateByAmount => Share(FigureKeys.WonAmount, FigureKeys.LostAmount, EmptyReason.NoClosedAmount),
        FigureKeys.MeanDaysToClose => OfDays("AVERAGE"),
        FigureKeys.MedianDaysToClose => OfDays("MEDIAN"),
        FigureKeys.PriceDistance => FigureFormula.Share($"({OurAmount}-{WinnerPrice})", WinnerPrice, EmptyReason.NoWinnerPrice),
        FigureKeys.PricedLosses => new($"SUMPRODUCT({Priced})"),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of closed deals has no such figure."),
    };

    /// <summary>The condition that our amount and the winner's price are known.</summary>
    public string Priced => $"({table["Amount"]}<>\"\")*({table["WinnerPrice"]}<>\"\")";

    private string OurAmount => $"SUMPRODUCT({Priced},{table["Amount"]})";

    private string WinnerPrice => $"SUMPRODUCT({Priced},{table["WinnerPrice"]})";

    private FigureFormula Share(string part, string rest, EmptyReason whyEmpty) => FigureFormula.Share(places.Of(part), $"{places.Of(part)}+{places.Of(rest)}", whyEmpty);

    private FigureFormula OfDays(string function) => new($"{function}({table["DaysToClose"]})", $"COUNT({table["DaysToClose"]})=0", EmptyReason.NoClosedDealWithDates);
}

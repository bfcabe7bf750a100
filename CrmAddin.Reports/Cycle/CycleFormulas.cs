using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cycle;

/// <summary>The figures of the sales cycle as formulas over the tables of deals and stays.</summary>
internal sealed class CycleFormulas(WonDealTable deals, StayTable stays)
{
    private const string SlowShare = "0.9";

    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.WonWithDates => new($"COUNT({deals["Days"]})"),
        FigureKeys.SalesCycleDays => OfDeals($"AVERAGE({deals["Days"]})"),
        FigureKeys.SalesCycleMedianDays => OfDeals($"MEDIAN({deals["Days"]})"),
        FigureKeys.SalesCycleSlowDays => OfDeals($"PERCENTILE({deals["Days"]},{SlowShare})"),
        FigureKeys.EndedStays => new($"SUMPRODUCT({stays.Is(isOpen: false)}*1)"),
        FigureKeys.OpenStays => new($"SUMPRODUCT({stays.Is(isOpen: true)}*1)"),
        FigureKeys.StageMedianDays => OfStays(Median(stays, stays.Is(isOpen: false)), false, EmptyReason.NoEndedStays),
        FigureKeys.StageSlowDays => OfStays(Slow(stays, stays.Is(isOpen: false)), false, EmptyReason.NoEndedStays),
        FigureKeys.OpenStayMedianDays => OfStays(Median(stays, stays.Is(isOpen: true)), true, EmptyReason.NoOpenStays),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of the sales cycle has no such figure."),
    };

    /// <summary>The mean days of the rows of a condition, as an array formula.</summary>
    public static string Mean(TableNames table, string condition) => $"AVERAGE({Days(table, condition)})";

    /// <summary>The median days of the rows of a condition, as an array formula.</summary>
    public static string Median(TableNames table, string condition) => $"MEDIAN({Days(table, condition)})";

    /// <summary>The 90th percentile of the days of the rows of a condition, as an array formula.</summary>
    public static string Slow(TableNames table, string condition) => $"PERCENTILE({Days(table, condition)},{SlowShare})";

    private static string Days(TableNames table, string condition) => $"IF({condition}*({table["Days"]}<>\"\"),{table["Days"]})";

    private FigureFormula OfDeals(string formula) => new(formula, $"COUNT({deals["Days"]})=0", EmptyReason.NoWonDealWithDates);

    private FigureFormula OfStays(string formula, bool isOpen, EmptyReason whyEmpty) => new(formula, $"SUMPRODUCT({stays.Is(isOpen)}*1)=0", whyEmpty, IsArray: true);
}

using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Executive;

/// <summary>The headlines as formulas over the table of the numbers that they are computed from.</summary>
internal sealed class ExecutiveFormulas(PartTable parts, IReadOnlyList<Figure> figures)
{
    /// <summary>Customers with two purchases or more.</summary>
    public const string RepeatingCustomers = "repeatingCustomers";

    /// <summary>Customers active at both ends of the period.</summary>
    public const string StayedCustomers = "stayedCustomers";

    /// <summary>Contacts that are not laid aside.</summary>
    public const string ContactCount = "contactCount";

    /// <summary>Those of them with a plan or touch.</summary>
    public const string TouchedCount = "touchedCount";

    private readonly Dictionary<string, Figure> _figures = figures.ToDictionary(figure => figure.Key);

    /// <summary>Figures that are computed out of others and are no numbers of the table.</summary>
    public static IReadOnlySet<string> Computed { get; } = new HashSet<string>
    {
        FigureKeys.ForecastAmount,
        FigureKeys.WinRate,
        FigureKeys.WinRateByAmount,
        FigureKeys.TargetAttainment,
        FigureKeys.TargetRunRateAttainment,
        FigureKeys.TargetCountAttainment,
        FigureKeys.ConversionRate,
        FigureKeys.LeadToDealRate,
        FigureKeys.Cac,
        FigureKeys.CltvGross,
        FigureKeys.Cltv,
        FigureKeys.CltvPredicted,
        FigureKeys.RetentionRate,
        FigureKeys.ChurnRate,
        FigureKeys.CustomerGrowth,
        FigureKeys.RepeatRate,
        FigureKeys.TouchedShare,
    };

    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.ForecastAmount => new($"{P(FigureKeys.WonAmount)}+{P(FigureKeys.WeightedAmount)}"),
        FigureKeys.WinRate => Share(key, P(FigureKeys.WonCount), $"{P(FigureKeys.WonCount)}+{P(FigureKeys.LostCount)}"),
        FigureKeys.WinRateByAmount => Share(key, P(FigureKeys.WonAmount), $"{P(FigureKeys.WonAmount)}+{P(FigureKeys.LostAmount)}"),
        FigureKeys.TargetAttainment => Share(key, P(FigureKeys.TargetWonAmount), P(FigureKeys.TargetAmount)),
        FigureKeys.TargetRunRateAttainment => Known(key, $"{P(FigureKeys.TargetRunRate)}/{P(FigureKeys.TargetAmount)}", $"OR({parts.Lacks(FigureKeys.TargetRunRate)},{P(FigureKeys.TargetAmount)}=0)"),
        FigureKeys.ConversionRate => Share(key, P(FigureKeys.LeadCustomers), P(FigureKeys.LeadPeople)),
        FigureKeys.LeadToDealRate => Share(key, P(FigureKeys.LeadDeals), P(FigureKeys.LeadPeople)),
        FigureKeys.Cac => Known(key, Cac, NoCac),
        FigureKeys.CltvGross => Known(key, Gross, NoGross),
        FigureKeys.Cltv => Known(key, $"{Gross}-{Cac}", $"OR({NoGross},{NoCac})"),
        FigureKeys.CltvPredicted => Known(key, $"{P(FigureKeys.CltvPredictedGross)}-{Cac}", $"OR({parts.Lacks(FigureKeys.CltvPredictedGross)},{NoCac})"),
        FigureKeys.RetentionRate => Share(key, P(StayedCustomers), P(FigureKeys.ActiveAtStart)),
        FigureKeys.ChurnRate => Share(key, $"({P(FigureKeys.ActiveAtStart)}-{P(StayedCustomers)})", P(FigureKeys.ActiveAtStart)),
        FigureKeys.CustomerGrowth => Share(key, $"({P(FigureKeys.ActiveAtEnd)}-{P(FigureKeys.ActiveAtStart)})", P(FigureKeys.ActiveAtStart)),
        FigureKeys.RepeatRate => Share(key, P(RepeatingCustomers), P(FigureKeys.Customers)),
        FigureKeys.TouchedShare => Share(key, P(TouchedCount), P(ContactCount)),
        _ => Known(key, P(key), parts.Lacks(key)),
    };

    private string Cac => $"{P(FigureKeys.AcquisitionCost)}/{P(FigureKeys.NewCustomers)}";

    private string NoCac => $"OR({parts.Lacks(FigureKeys.AcquisitionCost)},{P(FigureKeys.NewCustomers)}=0)";

    private string Gross => $"{P(FigureKeys.AveragePurchaseValue)}*{P(FigureKeys.PurchasesPerYear)}*{P(FigureKeys.RetentionSpanYears)}";

    private string NoGross => $"OR({parts.Lacks(FigureKeys.AveragePurchaseValue)},{parts.Lacks(FigureKeys.PurchasesPerYear)},{parts.Lacks(FigureKeys.RetentionSpanYears)})";

    private string P(string key) => parts.Of(key);

    private FigureFormula Share(string key, string part, string whole) => FigureFormula.Share(part, whole, WhyEmpty(key));

    private FigureFormula Known(string key, string formula, string emptyWhen) => new(formula, emptyWhen, WhyEmpty(key));

    private EmptyReason WhyEmpty(string key) => _figures[key].WhyEmpty ?? EmptyReason.NotComputedYet;
}

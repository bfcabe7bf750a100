using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Retention;

/// <summary>The retention figures as formulas over the table of customers.</summary>
/// <param name="table">The table.</param>
/// <param name="places">Where other figures stand.</param>
internal sealed class RetentionFormulas(CustomerTable table, FigurePlaces places)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.Customers => new($"COUNT({table["PurchaseCount"]})"),
        FigureKeys.ActiveAtStart => Sum("ActiveAtStart"),
        FigureKeys.ActiveAtEnd => Sum("ActiveAtEnd"),
        FigureKeys.NewCustomers => Sum("New"),
        FigureKeys.Reactivated => Sum("Reactivated"),
        FigureKeys.LostInPeriod => Sum("Lost"),
        FigureKeys.RetentionRate => OfStart($"SUM({table["Stayed"]})"),
        FigureKeys.ChurnRate => OfStart($"({places.Of(FigureKeys.ActiveAtStart)}-SUM({table["Stayed"]}))"),
        FigureKeys.CustomerGrowth => OfStart($"({places.Of(FigureKeys.ActiveAtEnd)}-{places.Of(FigureKeys.ActiveAtStart)})"),
        FigureKeys.RepeatRate => FigureFormula.Share($"COUNTIFS({table["PurchaseCount"]},\">=2\")", places.Of(FigureKeys.Customers), EmptyReason.NoCustomers),
        FigureKeys.NetNewRevenue => new($"SUMIFS({table["RevenueInPeriod"]},{table["New"]},1)"),
        FigureKeys.LostRevenue => new($"SUMIFS({table["RevenueOfLastYear"]},{table["Lost"]},1)"),
        FigureKeys.UpsellRate => OfStart($"SUM({table["UpSell"]})"),
        FigureKeys.CrossSellRate => OfStart($"SUM({table["CrossSell"]})"),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The retention report has no such figure."),
    };

    private FigureFormula Sum(string headingKey) => new($"SUM({table[headingKey]})");

    private FigureFormula OfStart(string part) => FigureFormula.Share(part, places.Of(FigureKeys.ActiveAtStart), EmptyReason.NoCustomersAtStart);
}

using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.CampaignReturn;

/// <summary>The figures of campaigns as formulas over members, customers and costs.</summary>
/// <param name="formulas">The tables.</param>
/// <param name="firm">What the firm has set.</param>
/// <param name="places">Where other figures stand.</param>
internal sealed class CampaignFormulas(AcquisitionFormulas formulas, FigureSettings firm, FigurePlaces places)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.CampaignMembers => new($"COUNT({formulas.Members["ReachedOn"]})"),
        FigureKeys.OpenRate => OfMembers("Opened", "Delivered", EmptyReason.NothingDelivered),
        FigureKeys.ClickRate => OfMembers("Clicked", "Delivered", EmptyReason.NothingDelivered),
        FigureKeys.ResponseConversionRate => OfMembers("GoalReached", "Interacted", EmptyReason.NobodyInteracted),
        FigureKeys.Cltv => new(
            $"{Gross(formulas, firm)}-{places.Of(FigureKeys.Cac)}",
            $"OR(SUM({formulas.Customers["ActiveDays"]})=0,NOT(ISNUMBER({places.Of(FigureKeys.Cac)})))",
            EmptyReason.NoNewCustomers),
        FigureKeys.Nei => new(Product(), $"NOT(ISNUMBER({Product()}))", EmptyReason.NobodyInteracted),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report on campaigns has no such figure."),
    };

    /// <summary>
    /// What a customer is worth before cost: revenue ÷ customers lost, or ÷ all where too few are. Average value × purchases a year × years of
    /// retention comes to the same. Of all customers, or of those of the campaign that a cell names.
    /// </summary>
    public static string Gross(AcquisitionFormulas formulas, FigureSettings firm, string? campaign = null)
    {
        var (revenue, lost) = (Sum("Revenue"), Sum("IsLost"));
        var count = campaign is null ? $"COUNT({formulas.Customers["IsNew"]})" : formulas.CustomerCount("Campaign", campaign);
        return $"{revenue}/IF(ROUND({lost},9)>={firm.MinLostCustomers},{lost},{count})";

        string Sum(string headingKey) => campaign is null ? $"SUM({formulas.Customers[headingKey]})" : formulas.OfCustomers("Campaign", campaign, headingKey);
    }

    private string Product() => $"{places.Of(FigureKeys.ResponseConversionRate)}*{places.Of(FigureKeys.Cltv)}/{places.Of(FigureKeys.Cac)}";

    private FigureFormula OfMembers(string part, string whole, EmptyReason whyEmpty) =>
        FigureFormula.Share($"SUM({formulas.Members[part]})", $"SUM({formulas.Members[whole]})", whyEmpty);
}

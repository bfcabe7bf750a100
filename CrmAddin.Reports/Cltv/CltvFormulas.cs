using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cltv;

/// <summary>The figures as formulas over the tables of customers and models.</summary>
/// <param name="rows">The rows, for the reasons of empty figures and the setting of lost customers.</param>
/// <param name="table">The table of customers.</param>
/// <param name="models">The table of models.</param>
/// <param name="texts">The texts.</param>
/// <param name="places">Where other figures stand.</param>
internal sealed class CltvFormulas(CltvRows rows, CltvCustomerTable table, ModelTable models, CltvTexts texts, FigurePlaces places)
{
    /// <summary>The formula of the figure with the key.</summary>
    public FigureFormula Of(string key) => key switch
    {
        FigureKeys.Customers => new($"COUNT({table["PurchaseCount"]})"),
        FigureKeys.LostCustomers => new($"SUM({table["Lost"]})"),
        FigureKeys.Purchases => new($"SUM({table["PurchaseCount"]})"),
        FigureKeys.Revenue => new($"SUM({table["Revenue"]})"),
        FigureKeys.AveragePurchaseValue => FigureFormula.Share(places.Of(FigureKeys.Revenue), places.Of(FigureKeys.Purchases), EmptyReason.NoPurchases),
        FigureKeys.ActiveCustomerYears => new(Years($"SUM({table["ActiveDays"]})")),
        FigureKeys.PurchasesPerYear => FigureFormula.Share(places.Of(FigureKeys.Purchases), places.Of(FigureKeys.ActiveCustomerYears), EmptyReason.NoActiveYears),
        FigureKeys.RetentionSpanYears => FigureFormula.Share(
            places.Of(FigureKeys.ActiveCustomerYears), Leaving(places.Of(FigureKeys.LostCustomers), places.Of(FigureKeys.Customers)), EmptyReason.NoCustomers),
        FigureKeys.CltvGross => new(
            $"{places.Of(FigureKeys.AveragePurchaseValue)}*{places.Of(FigureKeys.PurchasesPerYear)}*{places.Of(FigureKeys.RetentionSpanYears)}",
            $"{places.Of(FigureKeys.ActiveCustomerYears)}=0",
            rows.Customers.Count == 0 ? EmptyReason.NoPurchases : EmptyReason.NoActiveYears),
        FigureKeys.Cltv => Net(FigureKeys.CltvGross),
        FigureKeys.RepeatRate => FigureFormula.Share($"COUNTIFS({table["PurchaseCount"]},\">=2\")", places.Of(FigureKeys.Customers), EmptyReason.NoCustomers),
        FigureKeys.Cac => new(
            $"{models.Of(texts["Part.Costs"], TableNames.Quoted(texts["Costs"]), "ModelValue")}/SUM({table["New"]})",
            rows.Costs is null ? "TRUE" : $"SUM({table["New"]})=0",
            rows.Costs is null ? EmptyReason.CostsNotRead : EmptyReason.NoNewCustomers),
        FigureKeys.CltvPredictedGross => new($"SUM({table["PredictedValue"]})/COUNT({table["PurchaseCount"]})", $"COUNT({table["PredictedValue"]})=0", WhyNoModel),
        FigureKeys.CltvPredictedError => new(
            models.Of(texts["Part.All"], TableNames.Quoted(texts["AllCustomers"]), "StandardError"), $"COUNT({table["PredictedValue"]})=0", WhyNoModel),
        FigureKeys.CltvPredicted => Net(FigureKeys.CltvPredictedGross),
        _ => throw new ArgumentOutOfRangeException(nameof(key), key, "The report of customer lifetime value has no such figure."),
    };

    /// <summary>Why nothing was predicted.</summary>
    public EmptyReason WhyNoModel => rows.Value.Fitted.WhyEmpty ?? EmptyReason.NoCustomers;

    /// <summary>Days as years.</summary>
    public static string Years(string days) => $"{days}/{CustomerTotals.DaysOfYear.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The customers over whom the retention span is taken: the lost ones where there are enough of them.</summary>
    public string Leaving(string lost, string all) => $"IF({lost}>={rows.Settings.Firm.MinLostCustomers},{lost},{all})";

    private FigureFormula Net(string gross) => new(
        $"{places.Of(gross)}-{places.Of(FigureKeys.Cac)}",
        $"NOT(AND(ISNUMBER({places.Of(gross)}),ISNUMBER({places.Of(FigureKeys.Cac)})))");
}

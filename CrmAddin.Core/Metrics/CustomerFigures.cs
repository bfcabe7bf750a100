namespace CrmAddin.Core.Metrics;

/// <summary>The historic value of customers, each figure by its definition.</summary>
public static class CustomerFigures
{
    /// <summary>All figures over the customers, in the order in which reports show them.</summary>
    /// <param name="totals">The customers.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="cac">What one customer cost to win; empty where it is unknown.</param>
    public static IReadOnlyList<Figure> Compute(CustomerTotals totals, CustomerSettings settings, Figure cac)
    {
        var value = Figure.Money(FigureKeys.AveragePurchaseValue, Ratio.Of(totals.Revenue, totals.Purchases), EmptyReason.NoPurchases);
        var frequency = Figure.Number(FigureKeys.PurchasesPerYear, Ratio.Of(totals.Purchases, totals.ActiveYears), EmptyReason.NoActiveYears);
        var span = RetentionSpan(totals, settings);
        var gross = Gross(value, frequency, span);
        return
        [
            Figure.Count(FigureKeys.Customers, totals.Customers),
            Figure.Count(FigureKeys.LostCustomers, totals.Lost),
            Figure.Count(FigureKeys.Purchases, totals.Purchases),
            Figure.Money(FigureKeys.Revenue, totals.Revenue),
            value,
            Figure.Number(FigureKeys.ActiveCustomerYears, totals.ActiveYears, EmptyReason.NoPurchases),
            frequency,
            span,
            gross,
            Net(gross, cac),
            Figure.Rate(FigureKeys.RepeatRate, totals.Repeating, totals.Customers, EmptyReason.NoCustomers),
        ];
    }

    /// <summary>Whether too few customers are lost to say how long they stay: the retention span is then the time they have been active to date.</summary>
    public static bool IsToDate(CustomerTotals totals, CustomerSettings settings) => totals.Lost < settings.Firm.MinLostCustomers;

    private static Figure RetentionSpan(CustomerTotals totals, CustomerSettings settings) => Figure.Number(
        FigureKeys.RetentionSpanYears, Ratio.Of(totals.ActiveYears, IsToDate(totals, settings) ? totals.Customers : totals.Lost), EmptyReason.NoCustomers);

    private static Figure Gross(Figure value, Figure frequency, Figure span) =>
        Figure.Money(FigureKeys.CltvGross, value.Value * frequency.Value * span.Value, value.WhyEmpty ?? frequency.WhyEmpty ?? EmptyReason.NoCustomers);

    private static Figure Net(Figure gross, Figure cac) =>
        Figure.Money(FigureKeys.Cltv, gross.Value - cac.Value, gross.WhyEmpty ?? cac.WhyEmpty ?? EmptyReason.NoNewCustomers);
}

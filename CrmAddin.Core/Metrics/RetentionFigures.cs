namespace CrmAddin.Core.Metrics;

/// <summary>Who stayed, left and came in a period, each figure by its definition.</summary>
public static class RetentionFigures
{
    /// <summary>All figures over the customers, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(IReadOnlyCollection<CustomerInPeriod> customers)
    {
        var (start, end) = (customers.Count(customer => customer.IsActiveAtStart), customers.Count(customer => customer.IsActiveAtEnd));
        var stayed = customers.Count(customer => customer.IsActiveAtStart && customer.IsActiveAtEnd);
        return
        [
            Figure.Count(FigureKeys.Customers, customers.Count),
            Figure.Count(FigureKeys.ActiveAtStart, start),
            Figure.Count(FigureKeys.ActiveAtEnd, end),
            Figure.Count(FigureKeys.NewCustomers, customers.Count(customer => customer.IsNew)),
            Figure.Count(FigureKeys.Reactivated, customers.Count(customer => customer.IsReactivated)),
            Figure.Count(FigureKeys.LostInPeriod, customers.Count(customer => customer.IsLostInPeriod)),
            // Whoever is active at both ends is who is active at the end, less the new and the reactivated ones.
            OfStart(FigureKeys.RetentionRate, stayed, start),
            OfStart(FigureKeys.ChurnRate, start - stayed, start),
            OfStart(FigureKeys.CustomerGrowth, end - start, start),
            Figure.Rate(FigureKeys.RepeatRate, customers.Count(customer => customer.Purchases >= 2), customers.Count, EmptyReason.NoCustomers),
            Figure.Money(FigureKeys.NetNewRevenue, customers.Where(customer => customer.IsNew).Sum(customer => customer.RevenueInPeriod)),
            Figure.Money(FigureKeys.LostRevenue, customers.Where(customer => customer.IsLostInPeriod).Sum(customer => customer.RevenueOfLastYear)),
            OfStart(FigureKeys.UpsellRate, customers.Count(customer => customer.HasUpSell), start),
            OfStart(FigureKeys.CrossSellRate, customers.Count(customer => customer.HasCrossSell), start),
        ];
    }

    private static Figure OfStart(string key, int part, int start) => Figure.Rate(key, part, start, EmptyReason.NoCustomersAtStart);
}

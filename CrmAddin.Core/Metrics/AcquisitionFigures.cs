namespace CrmAddin.Core.Metrics;

/// <summary>What winning customers cost and brought, each figure by its definition.</summary>
public static class AcquisitionFigures
{
    /// <summary>All figures, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(Acquisition all)
    {
        AcquiredCustomer[] won = [.. all.NewCustomers];
        var costs = all.Costs?.Sum(cost => cost.Amount ?? 0);
        var profit = won.Sum(customer => customer.Profit);
        return
        [
            Figure.Money(FigureKeys.AcquisitionCost, costs, EmptyReason.CostsNotRead),
            Figure.Count(FigureKeys.NewCustomers, won.Length),
            Cac(all),
            Figure.Money(FigureKeys.UnattributedCost, all.Costs?.Where(IsUnattributed).Sum(cost => cost.Amount ?? 0), EmptyReason.CostsNotRead),
            Figure.Count(FigureKeys.LeadCount, all.Leads.Count),
            Figure.Money(FigureKeys.CostPerLead, Ratio.Of(costs, all.Leads.Count), costs is null ? EmptyReason.CostsNotRead : EmptyReason.NoLeads),
            Figure.Count(FigureKeys.OpenedDeals, all.Deals.Count(deal => deal.IsOpened)),
            Figure.Count(FigureKeys.WonCount, all.Deals.Count(deal => deal.IsWon)),
            Figure.Money(FigureKeys.WonAmount, all.Deals.Where(deal => deal.IsWon).Sum(deal => deal.Amount ?? 0)),
            Figure.Money(FigureKeys.NewCustomerRevenue, won.Sum(customer => customer.History.Revenue)),
            Figure.Money(FigureKeys.NewCustomerProfit, profit),
            Figure.Number(FigureKeys.Roi, Ratio.Of(profit - costs, costs), costs is null ? EmptyReason.CostsNotRead : EmptyReason.NoCosts),
        ];
    }

    /// <summary>Marketing and sales costs of the period ÷ new customers in it.</summary>
    public static Figure Cac(Acquisition all) => Figure.Money(
        FigureKeys.Cac,
        Ratio.Of(all.Costs?.Sum(cost => cost.Amount ?? 0), all.NewCustomers.Count()),
        all.Costs is null ? EmptyReason.CostsNotRead : EmptyReason.NoNewCustomers);

    /// <summary>Whether a cost belongs to neither a source nor a campaign.</summary>
    public static bool IsUnattributed(IAttributed row) => row.Source.Length == 0 && row.Campaign.Length == 0;
}

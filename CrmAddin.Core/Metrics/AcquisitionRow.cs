namespace CrmAddin.Core.Metrics;

/// <summary>What one source, campaign or month cost and brought; amounts in the report's currency.</summary>
/// <param name="Name">The source or campaign, as shown; empty for what belongs to none.</param>
/// <param name="Month">The first day of the month; null for a row that is none.</param>
/// <param name="Cost">Marketing and sales costs.</param>
/// <param name="Leads">Enquiries.</param>
/// <param name="NewCustomers">Customers first won in the period; fractions of them where customers are shared out.</param>
/// <param name="Revenue">What these bought by the day of reporting.</param>
/// <param name="Profit">The same times margin.</param>
/// <param name="OpenedDeals">Deals opened in the period.</param>
/// <param name="WonDeals">Deals won in the period.</param>
/// <param name="WonAmount">Amount won in the period.</param>
public sealed record AcquisitionRow(
    string Name, DateOnly? Month, decimal Cost, int Leads, decimal NewCustomers, decimal Revenue, decimal Profit, int OpenedDeals, int WonDeals, decimal WonAmount)
{
    /// <summary>Whether it holds what no source or campaign is known of. What was spent there was not spent on its customers alone.</summary>
    public bool IsUnattributed => Month is null && Name.Length == 0;

    /// <summary>Cost of a new customer; null where nothing can be said of it.</summary>
    public decimal? Cac => IsUnattributed ? null : Ratio.Of(Cost, NewCustomers);

    /// <summary>Cost of an enquiry; null where nothing can be said of it.</summary>
    public decimal? CostPerLead => IsUnattributed ? null : Ratio.Of(Cost, Leads);

    /// <summary>(Profit − cost) ÷ cost; null where nothing can be said of it.</summary>
    public decimal? Roi => IsUnattributed ? null : Ratio.Of(Profit - Cost, Cost);
}

/// <summary>Costs, enquiries, deals and customers by what brought them, and by month.</summary>
public static class AcquisitionTable
{
    /// <summary>One row a source, the dearest first; what belongs to none stands last. Names that differ only in case are one, as they are to Excel.</summary>
    public static IReadOnlyList<AcquisitionRow> BySource(Acquisition all) => By(all, SharedCustomer.BySource(all.NewCustomers), row => row.Source);

    /// <summary>One row a campaign, in the same order.</summary>
    public static IReadOnlyList<AcquisitionRow> ByCampaign(Acquisition all) => By(all, SharedCustomer.ByCampaign(all.NewCustomers), row => row.Campaign);

    /// <summary>One row a month: costs by the day they were spent, enquiries by their day, customers by their first purchase.</summary>
    public static IReadOnlyList<AcquisitionRow> ByMonth(Acquisition all)
    {
        var costs = (all.Costs ?? []).ToLookup(cost => MonthOf(cost.Day));
        var leads = all.Leads.ToLookup(lead => MonthOf(lead.Day));
        var customers = all.NewCustomers.ToLookup(customer => MonthOf(customer.History.FirstOn), SharedCustomer.Whole);
        var months = costs.Select(group => group.Key).Union(leads.Select(group => group.Key)).Union(customers.Select(group => group.Key)).Order().TakeLast(ReportMonths.MaxMonths);
        return [.. months.Select(month => Row("", month, [.. costs[month]], leads[month].Count(), [.. customers[month]], []))];
    }

    private static AcquisitionRow[] By(Acquisition all, IEnumerable<SharedCustomer> newCustomers, Func<IAttributed, string> nameOf)
    {
        var costs = Named(all.Costs ?? []);
        var leads = Named(all.Leads);
        var customers = newCustomers.ToLookup(shared => shared.Share.Name, StringComparer.OrdinalIgnoreCase);
        var deals = Named(all.Deals);
        var names = new[] { costs.Select(group => group.Key), leads.Select(group => group.Key), customers.Select(group => group.Key), deals.Select(group => group.Key) }
            .SelectMany(keys => keys).Distinct(StringComparer.OrdinalIgnoreCase);
        return
        [
            .. names.Select(name => Row(name, null, [.. costs[name]], leads[name].Count(), [.. customers[name]], [.. deals[name]]))
                .OrderBy(row => row.IsUnattributed)
                .ThenByDescending(row => row.Cost)
                .ThenByDescending(row => row.NewCustomers)
                .ThenByDescending(row => row.Leads)
                .ThenBy(row => row.Name, StringComparer.Ordinal),
        ];

        ILookup<string, T> Named<T>(IEnumerable<T> rows)
            where T : IAttributed => rows.ToLookup(row => nameOf(row), StringComparer.OrdinalIgnoreCase);
    }

    private static AcquisitionRow Row(string name, DateOnly? month, SpentCost[] costs, int leads, SharedCustomer[] customers, SourcedDeal[] deals) => new(
        name,
        month,
        costs.Sum(cost => cost.Amount ?? 0),
        leads,
        customers.Sum(customer => customer.Share.Part),
        customers.Sum(customer => customer.Customer.History.Revenue * customer.Share.Part),
        customers.Sum(customer => customer.Share.Profit),
        deals.Count(deal => deal.IsOpened),
        deals.Count(deal => deal.IsWon),
        deals.Where(deal => deal.IsWon).Sum(deal => deal.Amount ?? 0));

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);
}

using CrmAddin.Core.Costs;

namespace CrmAddin.Core.Metrics;

/// <summary>What winning customers cost and brought, as rows. A source or campaign is named as it is shown; empty where there is none.</summary>
/// <param name="Customers">All customers by the day of reporting; the new ones are marked.</param>
/// <param name="Costs">Marketing and sales costs of the period; null where the reader does not read costs.</param>
/// <param name="Leads">Enquiries of the period, without spam and duplicates.</param>
/// <param name="Deals">Deals opened or won in the period.</param>
public sealed record Acquisition(
    IReadOnlyList<AcquiredCustomer> Customers, IReadOnlyList<SpentCost>? Costs, IReadOnlyList<ReceivedLead> Leads, IReadOnlyList<SourcedDeal> Deals)
{
    /// <summary>Those whose first purchase falls in the period.</summary>
    public IEnumerable<AcquiredCustomer> NewCustomers => Customers.Where(customer => customer.IsNew);
}

/// <summary>A row that a source and a campaign may have brought.</summary>
public interface IAttributed
{
    /// <summary>The source, as shown; empty for none.</summary>
    string Source { get; }

    /// <summary>The campaign, as shown; empty for none.</summary>
    string Campaign { get; }
}

/// <summary>A part of a customer that belongs to a source or campaign.</summary>
/// <param name="Name">The source or campaign, as shown; empty for none.</param>
/// <param name="Part">The part, as a fraction of 1.</param>
/// <param name="Profit">This part of their purchases, each times its margin.</param>
public readonly record struct CustomerShare(string Name, decimal Part, decimal Profit);

/// <summary>A customer with what brought them.</summary>
/// <param name="History">Their purchases.</param>
/// <param name="IsNew">Whether the first purchase falls in the period.</param>
/// <param name="Sources">Their shares by source; the parts make 1.</param>
/// <param name="Campaigns">Their shares by campaign; the parts make 1.</param>
public sealed record AcquiredCustomer(CustomerHistory History, bool IsNew, IReadOnlyList<CustomerShare> Sources, IReadOnlyList<CustomerShare> Campaigns)
{
    /// <summary>Their purchases, each times its margin.</summary>
    public decimal Profit => Campaigns.Sum(share => share.Profit);
}

/// <summary>A customer beside the part of them that belongs to a source or campaign.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="Share">The part.</param>
public sealed record SharedCustomer(AcquiredCustomer Customer, CustomerShare Share)
{
    /// <summary>The customer as a whole.</summary>
    public static SharedCustomer Whole(AcquiredCustomer customer) => new(customer, new("", 1, customer.Profit));

    /// <summary>Each customer's parts by source.</summary>
    public static IEnumerable<SharedCustomer> BySource(IEnumerable<AcquiredCustomer> customers) =>
        customers.SelectMany(customer => customer.Sources, (customer, share) => new SharedCustomer(customer, share));

    /// <summary>Each customer's parts by campaign.</summary>
    public static IEnumerable<SharedCustomer> ByCampaign(IEnumerable<AcquiredCustomer> customers) =>
        customers.SelectMany(customer => customer.Campaigns, (customer, share) => new SharedCustomer(customer, share));
}

/// <summary>A cost with what it was spent on.</summary>
/// <param name="Day">The day.</param>
/// <param name="Amount">The amount in the report's currency; null without a rate.</param>
/// <param name="Category">What it was for.</param>
/// <param name="Source">The source that it belongs to.</param>
/// <param name="Campaign">The campaign that it belongs to.</param>
public sealed record SpentCost(DateOnly Day, decimal? Amount, CostCategory Category, string Source, string Campaign) : IAttributed;

/// <summary>An enquiry with what brought it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Source">Its source.</param>
/// <param name="Campaign">Its campaign.</param>
public sealed record ReceivedLead(DateOnly Day, string Source, string Campaign) : IAttributed;

/// <summary>A deal with what brought it.</summary>
/// <param name="IsOpened">Whether it was opened in the period.</param>
/// <param name="IsWon">Whether it was won in the period.</param>
/// <param name="Amount">The amount in the report's currency; null when unknown or without a rate.</param>
/// <param name="Source">Its source.</param>
/// <param name="Campaign">Its campaign.</param>
public sealed record SourcedDeal(bool IsOpened, bool IsWon, decimal? Amount, string Source, string Campaign) : IAttributed;

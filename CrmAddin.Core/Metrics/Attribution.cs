using CrmAddin.Core.Firm;

namespace CrmAddin.Core.Metrics;

/// <summary>A moment at which somebody came to us, with what brought them: an enquiry, a deal, a campaign's message that they answered.</summary>
/// <param name="Customer">The customer that they are or became.</param>
/// <param name="Day">The day.</param>
/// <param name="SourceId">The source; null where the touch names none.</param>
/// <param name="CampaignId">The campaign; null where the touch names none.</param>
public sealed record Touch(CustomerKey Customer, DateOnly Day, long? SourceId, long? CampaignId);

/// <summary>A part of a customer that belongs to a source or campaign.</summary>
/// <param name="Id">The source or campaign; null where none is known.</param>
/// <param name="Part">The part, as a fraction of 1.</param>
public readonly record struct TouchShare(long? Id, decimal Part);

/// <summary>What brought a customer.</summary>
/// <param name="Sources">Their shares by source; the parts make 1.</param>
/// <param name="Campaigns">Their shares by campaign; the parts make 1.</param>
public sealed record BroughtCustomer(IReadOnlyList<TouchShare> Sources, IReadOnlyList<TouchShare> Campaigns);

/// <summary>A customer belongs to what touched them, not later than their first purchase.</summary>
public static class Attribution
{
    /// <summary>What brought each customer. Of touches on one day the first given counts.</summary>
    /// <param name="customers">The customers.</param>
    /// <param name="touches">What touched people.</param>
    /// <param name="met">Sources without a day; they count for a customer of whom no touch names a source.</param>
    /// <param name="rule">To which of several they belong.</param>
    public static IReadOnlyDictionary<CustomerKey, BroughtCustomer> Of(
        IEnumerable<CustomerHistory> customers, IEnumerable<Touch> touches, ILookup<CustomerKey, long> met, AttributionRule rule)
    {
        var byCustomer = touches.ToLookup(touch => touch.Customer);
        return customers.ToDictionary(customer => customer.Customer, customer =>
        {
            Touch[] before = [.. byCustomer[customer.Customer].Where(touch => touch.Day <= customer.FirstOn).OrderBy(touch => touch.Day)];
            long[] sources = [.. before.Select(touch => touch.SourceId).OfType<long>()];
            long[] campaigns = [.. before.Select(touch => touch.CampaignId).OfType<long>()];
            return new BroughtCustomer(Shares(sources.Length > 0 ? sources : met[customer.Customer], rule), Shares(campaigns, rule));
        });
    }

    private static TouchShare[] Shares(IEnumerable<long> inOrder, AttributionRule rule)
    {
        long[] counted = [.. rule == AttributionRule.First ? inOrder.Take(1) : inOrder.Distinct()];
        return counted.Length == 0 ? [new(null, 1)] : [.. counted.Select(id => new TouchShare(id, 1m / counted.Length))];
    }
}

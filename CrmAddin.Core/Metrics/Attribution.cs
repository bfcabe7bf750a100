namespace CrmAddin.Core.Metrics;

/// <summary>A moment at which somebody came to us, with what brought them: an enquiry, a deal, a campaign's message that they answered.</summary>
/// <param name="Customer">The customer that they are or became.</param>
/// <param name="Day">The day.</param>
/// <param name="SourceId">The source; null where the touch names none.</param>
/// <param name="CampaignId">The campaign; null where the touch names none.</param>
public sealed record Touch(CustomerKey Customer, DateOnly Day, long? SourceId, long? CampaignId);

/// <summary>What first brought a customer.</summary>
/// <param name="SourceId">The source of the earliest touch that names one; null for none.</param>
/// <param name="CampaignId">The campaign of the earliest touch that names one; null for none.</param>
public readonly record struct FirstTouch(long? SourceId, long? CampaignId);

/// <summary>First-touch attribution: a customer belongs to what brought them first, not later than their first purchase.</summary>
public static class Attribution
{
    /// <summary>The first touch of each customer; those without one are left out. Of touches on one day the first given counts.</summary>
    public static IReadOnlyDictionary<CustomerKey, FirstTouch> FirstTouches(IEnumerable<CustomerHistory> customers, IEnumerable<Touch> touches)
    {
        var byCustomer = touches.ToLookup(touch => touch.Customer);
        var first = new Dictionary<CustomerKey, FirstTouch>();
        foreach (var customer in customers)
        {
            Touch[] before = [.. byCustomer[customer.Customer].Where(touch => touch.Day <= customer.FirstOn).OrderBy(touch => touch.Day)];
            var source = Array.Find(before, touch => touch.SourceId is not null)?.SourceId;
            var campaign = Array.Find(before, touch => touch.CampaignId is not null)?.CampaignId;
            if (source is not null || campaign is not null)
                first.Add(customer.Customer, new(source, campaign));
        }

        return first;
    }
}

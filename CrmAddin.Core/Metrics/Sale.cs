using CrmAddin.Core.Deals;

namespace CrmAddin.Core.Metrics;

/// <summary>Something that was sold, once: a purchase, or a won deal that has no purchase.</summary>
public sealed record Sale
{
    /// <summary>Who bought; null when nobody is named, and then the sale is in no figure about customers.</summary>
    public CustomerKey? Customer { get; init; }

    /// <summary>The day of purchase, or on which the deal was won.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The amount in the report's currency; null when unknown or without a rate.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The product that the purchase names; null where it names none, and for a won deal, which has lines.</summary>
    public long? ProductId { get; init; }

    /// <summary>The purchase; null for a won deal without one.</summary>
    public long? PurchaseId { get; init; }

    /// <summary>The won deal; null for a purchase without one.</summary>
    public long? DealId { get; init; }

    /// <summary>The deal's kind of sale; null without a deal.</summary>
    public DealKind? Kind { get; init; }

    /// <summary>The deal's campaign.</summary>
    public long? CampaignId { get; init; }

    /// <summary>The deal's source.</summary>
    public long? SourceId { get; init; }
}

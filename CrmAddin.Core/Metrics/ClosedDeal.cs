namespace CrmAddin.Core.Metrics;

/// <summary>What the figures about closed deals need to know of one that was won or lost.</summary>
public sealed record ClosedDeal
{
    /// <summary>Where it stands, its owner, amount and days.</summary>
    public required PipelineDeal Deal { get; init; }

    /// <summary>Why it was lost, as shown; empty when nobody has said, and for won ones.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The competitor who won it, as shown; empty when unknown, and for won ones.</summary>
    public string Competitor { get; init; } = "";

    /// <summary>The winner's price in the report's currency; null when unknown, and for won ones.</summary>
    public decimal? WinnerPrice { get; init; }

    /// <summary>Whether it was won; else it was lost.</summary>
    public bool IsWon => Deal.Standing == DealStanding.Won;

    /// <summary>Our amount beside the winner's price, where both are known.</summary>
    public decimal? AmountBesidePrice => WinnerPrice is null ? null : Deal.Amount;

    /// <summary>The winner's price beside our amount, where both are known.</summary>
    public decimal? PriceBesideAmount => Deal.Amount is null ? null : WinnerPrice;
}

/// <summary>A product that stood in a deal which was won or lost, once a deal.</summary>
/// <param name="Standing">Won or lost.</param>
/// <param name="Product">The product, as shown.</param>
/// <param name="Brand">Its maker or series, as shown; empty when unknown.</param>
/// <param name="Amount">Its part of the deal in the report's currency; null when unknown.</param>
public sealed record ClosedProduct(DealStanding Standing, string Product, string Brand, decimal? Amount);

using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Costs;

/// <summary>What a cost was for.</summary>
public enum CostCategory
{
    /// <summary>Winning people's attention; counts for CAC and ROI.</summary>
    Marketing,
    /// <summary>Selling; counts for CAC and ROI.</summary>
    Sales,
    /// <summary>Serving customers: cost to serve.</summary>
    Service,
}

/// <summary>Money spent on a day. Agents do not read costs.</summary>
public sealed class Cost : IVersioned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The day on which it was spent, in the firm's time zone.</summary>
    public DateOnly SpentOn { get; set; }

    /// <summary>Amount in <see cref="Currency"/>; negative for money that came back.</summary>
    public decimal Amount { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>What it was for.</summary>
    public CostCategory Category { get; set; }

    /// <summary>The campaign that it belongs to; null for none.</summary>
    public long? CampaignId { get; set; }

    /// <summary>The campaign's row.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>The source of people that it belongs to, of the list; null for none.</summary>
    public long? SourceId { get; set; }

    /// <summary>The source's row.</summary>
    public LookupItem? Source { get; set; }

    /// <summary>What it was, in words.</summary>
    public string? Note { get; set; }

    /// <summary>The id that a load's file gave it; unique where there is one.</summary>
    public string? ExternalId { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

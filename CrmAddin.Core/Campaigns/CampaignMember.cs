using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Campaigns;

/// <summary>A person whom a campaign reached or was to reach, once a campaign, with what they did and when they first did it.</summary>
public sealed class CampaignMember : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The campaign.</summary>
    public long CampaignId { get; set; }

    /// <summary>The campaign's row.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>The person.</summary>
    public long ContactId { get; set; }

    /// <summary>The person's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>When they became a member.</summary>
    public DateTimeOffset AddedAt { get; set; }

    /// <summary>When the campaign's message was delivered to them; null when it was not.</summary>
    public DateTimeOffset? DeliveredAt { get; set; }

    /// <summary>When they first opened it.</summary>
    public DateTimeOffset? OpenedAt { get; set; }

    /// <summary>When they first clicked in it.</summary>
    public DateTimeOffset? ClickedAt { get; set; }

    /// <summary>When they first interacted in any way: clicked, replied, took a call, visited, filled a form.</summary>
    public DateTimeOffset? InteractedAt { get; set; }

    /// <summary>When they did what the campaign is for.</summary>
    public DateTimeOffset? GoalReachedAt { get; set; }

    /// <summary>When the message came back undelivered.</summary>
    public DateTimeOffset? BouncedAt { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Campaign), CampaignId);
}

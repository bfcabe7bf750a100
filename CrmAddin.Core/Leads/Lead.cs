using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Leads;

/// <summary>How far an enquiry has come.</summary>
public enum LeadStatus
{
    /// <summary>Nobody has looked at it.</summary>
    New,
    /// <summary>Somebody is on it.</summary>
    Working,
    /// <summary>Worth selling to.</summary>
    Qualified,
    /// <summary>Became an account or deal.</summary>
    Converted,
    /// <summary>Closed with a reason.</summary>
    Disqualified,
}

/// <summary>Why a lead was closed without a deal.</summary>
public enum DisqualifiedReason
{
    /// <summary>Not interested.</summary>
    NotInterested,
    /// <summary>No money for it.</summary>
    NoBudget,
    /// <summary>Could not be reached.</summary>
    Unreachable,
    /// <summary>Not a person's enquiry; outside every figure.</summary>
    Spam,
    /// <summary>The same enquiry came twice; outside every figure.</summary>
    Duplicate,
    /// <summary>Anything else, told in the message.</summary>
    Other,
}

/// <summary>Where the person stands between hearing of us and acting (AIDA).</summary>
public enum AidaStage
{
    /// <summary>Knows of us (الوعي).</summary>
    Awareness,
    /// <summary>Wants to know more (الاهتمام).</summary>
    Interest,
    /// <summary>Wants it (الرغبة).</summary>
    Desire,
    /// <summary>Acts (الفعل).</summary>
    Action,
}

/// <summary>One enquiry by one contact; a second enquiry is a second lead on the same contact.</summary>
public sealed class Lead : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Who asks.</summary>
    public long ContactId { get; set; }

    /// <summary>The contact's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>How they came, of the list.</summary>
    public long? SourceId { get; set; }

    /// <summary>The source's row.</summary>
    public LookupItem? Source { get; set; }

    /// <summary>The campaign that it came of; null for none.</summary>
    public long? CampaignId { get; set; }

    /// <summary>The campaign's row.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>When the enquiry came.</summary>
    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>How it came: "e-mail", "phone", "web form".</summary>
    public string? Channel { get; set; }

    /// <summary>What they wrote or said.</summary>
    public string? Message { get; set; }

    /// <summary>How far it has come.</summary>
    public LeadStatus Status { get; set; }

    /// <summary>Why it was closed; only when disqualified.</summary>
    public DisqualifiedReason? DisqualifiedReason { get; set; }

    /// <summary>AIDA stage.</summary>
    public AidaStage AidaStage { get; set; }

    /// <summary>When somebody first answered it; null while nobody has.</summary>
    public DateTimeOffset? FirstResponseAt { get; set; }

    /// <summary>When it was converted.</summary>
    public DateTimeOffset? ConvertedAt { get; set; }

    /// <summary>The id that a load's file gave it; unique where there is one.</summary>
    public string? ExternalId { get; set; }

    /// <summary>The deal it became.</summary>
    public long? DealId { get; set; }

    /// <summary>Values of the firm's own fields.</summary>
    public List<CustomFieldValue> CustomValues { get; } = [];

    /// <inheritdoc/>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <inheritdoc/>
    public long? TeamId { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

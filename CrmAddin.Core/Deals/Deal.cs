using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Campaigns;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Products;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Deals;

/// <summary>Whether a deal moves.</summary>
public enum DealTrack
{
    /// <summary>Moves along its pipeline.</summary>
    OnTrack,
    /// <summary>Waits (توقف): outside the forecast, shown apart.</summary>
    OnHold,
    /// <summary>Dropped without being lost to anybody (إلغاء): outside every figure.</summary>
    Cancelled,
}

/// <summary>What kind of sale it is.</summary>
public enum DealKind
{
    /// <summary>A first or unrelated sale.</summary>
    New,
    /// <summary>The same again.</summary>
    Renewal,
    /// <summary>More of the same.</summary>
    UpSell,
    /// <summary>Something else to a customer.</summary>
    CrossSell,
}

/// <summary>One possible sale (صفقة).</summary>
public sealed class Deal : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What it is about.</summary>
    public required string Title { get; set; }

    /// <summary>The customer firm; may be unknown.</summary>
    public long? AccountId { get; set; }

    /// <summary>The account's row.</summary>
    public Account? Account { get; set; }

    /// <summary>The pipeline.</summary>
    public long PipelineId { get; set; }

    /// <summary>The pipeline's row.</summary>
    public Pipeline? Pipeline { get; set; }

    /// <summary>The stage it is in.</summary>
    public long StageId { get; set; }

    /// <summary>The stage's row.</summary>
    public Stage? Stage { get; set; }

    /// <summary>Value in <see cref="Currency"/>; null when nobody has said.</summary>
    public decimal? Amount { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>Chance to win, 0 to 1, where it is not the stage's.</summary>
    public decimal? ProbabilityOverride { get; set; }

    /// <summary>Kind of sale.</summary>
    public DealKind Kind { get; set; }

    /// <summary>Whether it moves.</summary>
    public DealTrack Track { get; set; }

    /// <summary>How it came, of the list.</summary>
    public long? SourceId { get; set; }

    /// <summary>The source's row.</summary>
    public LookupItem? Source { get; set; }

    /// <summary>The campaign that it came of; null for none.</summary>
    public long? CampaignId { get; set; }

    /// <summary>The campaign's row.</summary>
    public Campaign? Campaign { get; set; }

    /// <summary>Day it was opened, in the firm's time zone; may be unknown.</summary>
    public DateOnly? OpenedOn { get; set; }

    /// <summary>Day it is expected to close.</summary>
    public DateOnly? ExpectedCloseOn { get; set; }

    /// <summary>Day it was won or lost.</summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Why it was lost, of the list.</summary>
    public long? LossReasonId { get; set; }

    /// <summary>The reason's row.</summary>
    public LookupItem? LossReason { get; set; }

    /// <summary>The competitor who won a lost deal, of the list.</summary>
    public long? CompetitorId { get; set; }

    /// <summary>The competitor's row.</summary>
    public LookupItem? Competitor { get; set; }

    /// <summary>The winning competitor's price, in <see cref="Currency"/>.</summary>
    public decimal? CompetitorPrice { get; set; }

    /// <summary>The id that an import's file gave the deal; unique where there is one.</summary>
    public string? ExternalId { get; set; }

    /// <summary>People of the customer.</summary>
    public List<DealContact> Contacts { get; } = [];

    /// <summary>What is sold.</summary>
    public List<DealLine> Lines { get; } = [];

    /// <summary>Stage moves and changes of amount and expected close.</summary>
    public List<DealMove> Moves { get; } = [];

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

    /// <summary>Moves the deal to a stage and keeps the move. Won and lost close it on the day; open stages open it again.</summary>
    public void MoveTo(Stage stage, DateTimeOffset at, DateOnly day, long? byUserId)
    {
        if (stage.Id == StageId && StageId != 0)
            return;
        Moves.Add(new DealMove { Kind = DealMoveKind.Stage, FromStageId = StageId == 0 ? null : StageId, ToStage = stage, At = at, ByUserId = byUserId });
        (Stage, StageId) = (stage, stage.Id);
        ClosedOn = stage.Kind == StageKind.Open ? null : day;
    }
}

/// <summary>A person's part in a deal.</summary>
public sealed class DealContact : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The deal.</summary>
    public long DealId { get; set; }

    /// <summary>The deal's row.</summary>
    public Deal? Deal { get; set; }

    /// <summary>The person.</summary>
    public long ContactId { get; set; }

    /// <summary>The person's row.</summary>
    public Contact? Contact { get; set; }

    /// <summary>"decides", "uses", "pays".</summary>
    public string? Role { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Deal), DealId);
}

/// <summary>A product in a deal.</summary>
public sealed class DealLine : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The deal.</summary>
    public long DealId { get; set; }

    /// <summary>The product.</summary>
    public long ProductId { get; set; }

    /// <summary>The product's row.</summary>
    public Product? Product { get; set; }

    /// <summary>How many.</summary>
    public decimal Quantity { get; set; } = 1;

    /// <summary>Price of one, in the deal's currency.</summary>
    public decimal? UnitPrice { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Deal), DealId);
}

/// <summary>What moved.</summary>
public enum DealMoveKind
{
    /// <summary>The stage.</summary>
    Stage,
    /// <summary>The amount.</summary>
    Amount,
    /// <summary>The expected close.</summary>
    ExpectedClose,
}

/// <summary>One move in a deal's history, with who and when.</summary>
public sealed class DealMove
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The deal.</summary>
    public long DealId { get; set; }

    /// <summary>What moved.</summary>
    public DealMoveKind Kind { get; set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who; null for imports.</summary>
    public long? ByUserId { get; set; }

    /// <summary>Stage left; null at the start.</summary>
    public long? FromStageId { get; set; }

    /// <summary>Stage entered.</summary>
    public long? ToStageId { get; set; }

    /// <summary>The entered stage's row.</summary>
    public Stage? ToStage { get; set; }

    /// <summary>Amount before.</summary>
    public decimal? FromAmount { get; set; }

    /// <summary>Amount after.</summary>
    public decimal? ToAmount { get; set; }

    /// <summary>Expected close before.</summary>
    public DateOnly? FromExpectedCloseOn { get; set; }

    /// <summary>Expected close after.</summary>
    public DateOnly? ToExpectedCloseOn { get; set; }

    /// <summary>Whether this move leads back to where the other came from.</summary>
    public bool IsOppositeOf(DealMove other) => (Kind, FromStageId, ToStageId, FromAmount, ToAmount, FromExpectedCloseOn, ToExpectedCloseOn)
        == (other.Kind, other.ToStageId, other.FromStageId, other.ToAmount, other.FromAmount, other.ToExpectedCloseOn, other.FromExpectedCloseOn);
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Deals;

/// <summary>The values of a deal as they are to be.</summary>
/// <param name="Title">What it is about.</param>
/// <param name="StageId">The stage, of the deal's own pipeline.</param>
/// <param name="Amount">Value in the deal's currency; null when nobody has said.</param>
/// <param name="ProbabilityOverride">Chance to win, 0 to 1; null for the stage's.</param>
/// <param name="ExpectedCloseOn">Day it is expected to close.</param>
public sealed record DealDraft(string Title, long StageId, decimal? Amount, decimal? ProbabilityOverride, DateOnly? ExpectedCloseOn)
{
    /// <summary>Owner, of the users; 0 for nobody, null leaves them.</summary>
    public long? OwnerId { get; init; }

    /// <summary>The firm's own fields by key, as texts; fields that are not named stay as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Custom { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

/// <summary>A deal needs a title to be found by.</summary>
public sealed record DealNeedsTitle() : RuleError("A deal needs a title.");

/// <summary>No stage of the deal's pipeline.</summary>
public sealed record DealStageUnknown(string Stage) : RuleError($"\"{Stage}\" is no stage of this deal's pipeline. Choose one of its stages.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Stage];
}

/// <summary>An amount that no deal can have.</summary>
public sealed record DealAmountWrong() : RuleError("The amount of a deal is 0 or more, and below one trillion.");

/// <summary>A chance that is none.</summary>
public sealed record DealProbabilityWrong() : RuleError("The chance to win is a number from 0 to 1, such as 0.4, or empty for the stage's own.");

/// <summary>Changes a deal as one change set, or within one, and keeps the moves of stage, amount and expected close.</summary>
public sealed class SaveDeal(CrmDb db, FirmSettings firm)
{
    private const decimal MostAmount = 1_000_000_000_000m;

    /// <summary>
    /// Saves the values. Errors: <see cref="MayNotChange"/>, <see cref="DealUnknown"/>, <see cref="DealChangedMeanwhile"/>, <see cref="DealNeedsTitle"/>,
    /// <see cref="DealStageUnknown"/>, <see cref="DealAmountWrong"/>, <see cref="DealProbabilityWrong"/>,
    /// <see cref="MayNotGiveAway"/>, <see cref="OwnerUnknown"/>, <see cref="CustomFieldUnknown"/>, <see cref="CustomValueWrong"/>.
    /// </summary>
    /// <param name="id">The deal.</param>
    /// <param name="version">The version that the values were made from.</param>
    /// <param name="draft">The values.</param>
    /// <param name="from">Address or place of the change.</param>
    /// <param name="within">The change set that the deal belongs to, with others; null begins one of its own.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<Result<Deal>> RunAsync(long id, int version, DealDraft draft, string from, ChangeSet? within, CancellationToken cancel)
    {
        if (!db.Reader.MayChange)
            return new MayNotChange();
        if (await db.Deals.Include(d => d.Stage).Include(d => d.Moves).Include(d => d.CustomValues).FirstOrDefaultAsync(d => d.Id == id, cancel) is not { } deal)
            return new DealUnknown(id);
        if (version != deal.Version)
            return new DealChangedMeanwhile(id, version, deal.Version);
        var stage = await db.Stages.FirstOrDefaultAsync(s => s.Id == draft.StageId && s.PipelineId == deal.PipelineId, cancel);
        if (Refuse(draft, stage) is { } refusal)
            return refusal;
        if (draft.OwnerId is { } owner && owner != (deal.OwnerId ?? 0) && await NewOwner.RefuseAsync(db, owner, cancel) is { } notTheirs)
            return notTheirs;

        if (within is null)
            db.Begin(ChangeOrigin.Edit, from, deal.Title);
        else
            db.Resume(within);
        Apply(deal, draft, stage!);
        if (draft.OwnerId is { } newOwner)
            await NewOwner.SetAsync(db, deal, newOwner, cancel);
        if (await new SetCustomValues(db).RunAsync(FieldEntity.Deal, deal.CustomValues, draft.Custom, cancel) is { } wrong)
        {
            db.ChangeTracker.Clear();
            return wrong;
        }
        // A changed field of the firm is a change of the deal: whoever edits it meanwhile must see a new version.
        if (db.ChangeTracker.HasChanges())
            db.Entry(deal).Property(d => d.ChangedAt).IsModified = true;
        try
        {
            await db.SaveChangesAsync(cancel);
            return deal;
        }
        catch (DbUpdateConcurrencyException)
        {
            db.ChangeTracker.Clear();
            return new DealChangedMeanwhile(id, version, await db.Deals.Where(d => d.Id == id).Select(d => d.Version).FirstOrDefaultAsync(cancel));
        }
    }

    private static Error? Refuse(DealDraft draft, Stage? stage) => draft switch
    {
        _ when string.IsNullOrWhiteSpace(draft.Title) => new DealNeedsTitle(),
        _ when stage is null => new DealStageUnknown(draft.StageId.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        { Amount: < 0 or >= MostAmount } => new DealAmountWrong(),
        { ProbabilityOverride: < 0 or > 1 } => new DealProbabilityWrong(),
        _ => null,
    };

    private void Apply(Deal deal, DealDraft draft, Stage stage)
    {
        deal.Title = draft.Title.Trim();
        deal.ProbabilityOverride = draft.ProbabilityOverride;
        deal.MoveTo(stage, db.Now, ReportPeriod.DayOf(db.Now, firm.Zone), db.Reader.UserId);
        if (deal.Amount != draft.Amount)
        {
            deal.Moves.Add(new DealMove { Kind = DealMoveKind.Amount, At = db.Now, ByUserId = db.Reader.UserId, FromAmount = deal.Amount, ToAmount = draft.Amount });
            deal.Amount = draft.Amount;
        }

        if (deal.ExpectedCloseOn != draft.ExpectedCloseOn)
        {
            deal.Moves.Add(new DealMove
            {
                Kind = DealMoveKind.ExpectedClose,
                At = db.Now,
                ByUserId = db.Reader.UserId,
                FromExpectedCloseOn = deal.ExpectedCloseOn,
                ToExpectedCloseOn = draft.ExpectedCloseOn,
            });
            deal.ExpectedCloseOn = draft.ExpectedCloseOn;
        }
    }
}

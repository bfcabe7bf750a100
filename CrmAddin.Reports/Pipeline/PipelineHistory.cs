using CrmAddin.Core.Deals;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Takes deals back to how they stood at a moment in the past, by the moves that came after it.</summary>
/// <param name="movesAfter">Moves after the moment by deal, oldest first.</param>
/// <param name="stages">All stages by key.</param>
/// <param name="moment">The moment.</param>
/// <param name="day">Its day in the firm's time zone.</param>
internal sealed class PipelineHistory(ILookup<long, DealMove> movesAfter, IReadOnlyDictionary<long, Stage> stages, DateTimeOffset moment, DateOnly day)
{
    /// <summary>The deal as it stood; null when there was none yet.</summary>
    public PipelineDealRead? Rewind(PipelineDealRead deal)
    {
        var wasClosed = deal.ClosedOn <= day;
        var existed = deal.OpenedOn is { } opened ? opened <= day : deal.CreatedAt <= moment || wasClosed;
        if (!existed)
            return null;

        var stage = StageOf(deal);
        return deal with
        {
            StageId = stage.Id,
            ClosedOn = stage.Kind == StageKind.Open ? null : deal.ClosedOn,
            Amount = First(deal, DealMoveKind.Amount) is { } amount ? amount.FromAmount : deal.Amount,
            ExpectedCloseOn = First(deal, DealMoveKind.ExpectedClose) is { } close ? close.FromExpectedCloseOn : deal.ExpectedCloseOn,
        };
    }

    private Stage StageOf(PipelineDealRead deal)
    {
        var current = stages[deal.StageId];
        if (First(deal, DealMoveKind.Stage) is not { } move)
            return current;
        if (move.FromStageId is { } from)
            return stages[from];
        // Nothing is known of it before its first move: it had entered its pipeline.
        return stages.Values.Where(stage => stage.PipelineId == current.PipelineId && stage.Kind == StageKind.Open).MinBy(stage => stage.Position) ?? current;
    }

    private DealMove? First(PipelineDealRead deal, DealMoveKind kind) => movesAfter[deal.Id].FirstOrDefault(move => move.Kind == kind);
}

using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>Which deals are read.</summary>
/// <param name="AsOf">The day of the forecast.</param>
/// <param name="PipelineId">Only of this pipeline; null for all.</param>
/// <param name="TeamId">Only of this team; null for all that the reader sees.</param>
/// <param name="OwnerId">Only of this owner; null for all that the reader sees.</param>
public sealed record ForecastAsked(DateOnly AsOf, long? PipelineId = null, long? TeamId = null, long? OwnerId = null);

/// <summary>Reads the deals with their histories, as far as the context's reader sees them.</summary>
public sealed class ReadForecastDeals(CrmDb db)
{
    /// <summary>The deals, amounts in the currency of the table: open ones at the rate of the day, closed ones at that of their closing.</summary>
    public async Task<IReadOnlyList<ForecastDeal>> RunAsync(ForecastAsked asked, CurrencyTable currencies, TimeZoneInfo zone, CancellationToken cancel)
    {
        var stages = await db.Stages.AsNoTracking().ToDictionaryAsync(stage => stage.Id, cancel);
        var probabilities = stages.ToDictionary(stage => stage.Key, stage => stage.Value.Probability);
        var moves = (await ForecastQuery.Moves(db).ToListAsync(cancel)).ToLookup(move => move.DealId);
        var reads = await ForecastQuery.Deals(db, asked.PipelineId, asked.TeamId, asked.OwnerId).ToListAsync(cancel);
        return [.. reads.Select(read => Deal(read, moves[read.Id]))];

        ForecastDeal Deal(ForecastDealRead read, IEnumerable<ForecastMoveRead> ofDeal)
        {
            var stage = stages[read.StageId];
            decimal? Money(decimal? amount) => currencies.Convert(amount, read.Currency, stage.Kind == StageKind.Open ? asked.AsOf : read.ClosedOn ?? asked.AsOf);
            DealChange<T>[] Changes<T>(DealMoveKind kind, Func<ForecastMoveRead, T?> before)
                where T : struct => [.. ofDeal.Where(move => move.Kind == kind).Select(move => new DealChange<T>(ReportPeriod.DayOf(move.At, zone), before(move)))];
            return new()
            {
                Id = read.Id,
                OwnerId = read.OwnerId,
                StageId = read.StageId,
                KnownFrom = ReportPeriod.DayOf(read.CreatedAt, zone),
                OpenedOn = read.OpenedOn,
                // Closed on a day that nobody kept: before everything that is looked at.
                ClosedOn = stage.Kind == StageKind.Open ? null : read.ClosedOn ?? DateOnly.MinValue,
                IsWon = stage.Kind == StageKind.Won,
                IsOnHold = read.Track == DealTrack.OnHold,
                Amount = Money(read.Amount),
                ExpectedCloseOn = read.ExpectedCloseOn,
                Probability = stage.Kind == StageKind.Open ? read.ProbabilityOverride ?? stage.Probability : stage.Probability,
                StageProbabilities = probabilities,
                Stages = Changes(DealMoveKind.Stage, move => move.FromStageId),
                Amounts = Changes(DealMoveKind.Amount, move => Money(move.FromAmount)),
                ExpectedCloses = Changes(DealMoveKind.ExpectedClose, move => move.FromExpectedCloseOn),
            };
        }
    }
}

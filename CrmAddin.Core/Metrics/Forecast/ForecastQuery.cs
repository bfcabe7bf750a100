using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>What of a deal the forecast needs.</summary>
public sealed record ForecastDealRead(
    long Id,
    long? OwnerId,
    long StageId,
    DealTrack Track,
    decimal? Amount,
    string Currency,
    decimal? ProbabilityOverride,
    DateOnly? OpenedOn,
    DateOnly? ExpectedCloseOn,
    DateOnly? ClosedOn,
    DateTimeOffset CreatedAt);

/// <summary>What of a move the forecast needs.</summary>
public sealed record ForecastMoveRead(long DealId, DealMoveKind Kind, DateTimeOffset At, long? FromStageId, decimal? FromAmount, DateOnly? FromExpectedCloseOn);

/// <summary>Reads for the forecast, each within what the context's reader sees.</summary>
public static class ForecastQuery
{
    /// <summary>
    /// The deals, of a pipeline, team or owner where one is named, without those that were called off; in the order of their keys, so that
    /// the same history draws the same runs.
    /// </summary>
    public static IQueryable<ForecastDealRead> Deals(CrmDb db, long? pipelineId, long? teamId, long? ownerId) => db.Deals.AsNoTracking()
        .Where(d => d.Track != DealTrack.Cancelled)
        .Where(d => (pipelineId == null || d.PipelineId == pipelineId) && (teamId == null || d.TeamId == teamId) && (ownerId == null || d.OwnerId == ownerId))
        .OrderBy(d => d.Id)
        .Select(d => new ForecastDealRead(
            d.Id, d.OwnerId, d.StageId, d.Track, d.Amount, d.Currency, d.ProbabilityOverride, d.OpenedOn, d.ExpectedCloseOn, d.ClosedOn, d.CreatedAt));

    /// <summary>All moves, oldest first in each deal.</summary>
    public static IQueryable<ForecastMoveRead> Moves(CrmDb db) => db.DealMoves.AsNoTracking().OrderBy(m => m.DealId).ThenBy(m => m.At).ThenBy(m => m.Id)
        .Select(m => new ForecastMoveRead(m.DealId, m.Kind, m.At, m.FromStageId, m.FromAmount, m.FromExpectedCloseOn));
}

using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using CrmAddin.Reports.ClosedDeals;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Cycle;

/// <summary>One won deal as the store gives it.</summary>
public sealed record WonDealRead(
    long Id, string Title, string? Account, string? Owner, string Pipeline, string? PipelineArabic, string? Source, string? SourceArabic, DateOnly? OpenedOn, DateOnly? ClosedOn);

/// <summary>A deal's entry into a stage as the store gives it.</summary>
public sealed record StageMoveRead(long DealId, string Title, long StageId, DateTimeOffset At);

/// <summary>Reads for the report of the sales cycle. All of them are held to the reader of the context.</summary>
public static class CycleQuery
{
    /// <summary>The deals that were won in a period and by a day.</summary>
    public static IQueryable<Deal> Won(CrmDb db, ReportScope scope, DateOnly? from, DateOnly? to, DateOnly? pastDay) =>
        ClosedDealsQuery.Deals(db, scope, from, to, pastDay).Where(deal => deal.Stage!.Kind == StageKind.Won);

    /// <summary>Those of them whose days can be measured.</summary>
    public static IQueryable<Deal> WithDays(IQueryable<Deal> won) => won.Where(deal => deal.OpenedOn != null && deal.ClosedOn >= deal.OpenedOn);

    /// <summary>The deals with what the workbook shows of them, in the order of their keys.</summary>
    public static IQueryable<WonDealRead> Rows(IQueryable<Deal> won) => won.OrderBy(deal => deal.Id).Select(deal => new WonDealRead(
        deal.Id,
        deal.Title,
        deal.Account!.Name,
        deal.Owner!.DisplayName,
        deal.Pipeline!.Name,
        deal.Pipeline.NameArabic,
        deal.Source!.Name,
        deal.Source.NameArabic,
        deal.OpenedOn,
        deal.ClosedOn));

    /// <summary>Entries into stages up to a moment, deal by deal and oldest first; cancelled deals are left out.</summary>
    public static IQueryable<StageMoveRead> StageMoves(CrmDb db, ReportScope scope, DateTimeOffset asOf) =>
        from move in db.DealMoves.AsNoTracking()
        join deal in scope.Of(db.Deals.AsNoTracking()) on move.DealId equals deal.Id
        where move.Kind == DealMoveKind.Stage && move.ToStageId != null && move.At <= asOf && deal.Track != DealTrack.Cancelled
        orderby move.DealId, move.At, move.Id
        select new StageMoveRead(move.DealId, deal.Title, move.ToStageId!.Value, move.At);
}

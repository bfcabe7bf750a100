using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Pipeline;

/// <summary>One deal as the store gives it to the pipeline report.</summary>
public sealed record PipelineDealRead(
    long Id,
    string Title,
    string? Account,
    string? Owner,
    long? OwnerId,
    string PipelineName,
    string? PipelineNameArabic,
    long StageId,
    DealTrack Track,
    decimal? Amount,
    string Currency,
    decimal? ProbabilityOverride,
    DateOnly? OpenedOn,
    DateOnly? ExpectedCloseOn,
    DateOnly? ClosedOn,
    DateTimeOffset CreatedAt);

/// <summary>A product in a deal.</summary>
public sealed record DealProductRead(long DealId, string Name);

/// <summary>How many deals of a stage kind and track there are, by currency and the day whose rate counts, with their amount.</summary>
public sealed record PipelineTotalRead(StageKind Kind, DealTrack Track, string Currency, DateOnly? MovedOn, int Count, decimal? Amount);

/// <summary>Reads for the pipeline report. All of them are held to the reader of the context.</summary>
public static class PipelineQuery
{
    /// <summary>
    /// The deals of a report: open ones, and those closed in the period; cancelled ones are in no figure and left out.
    /// For a report on the past also those that were closed only after its day.
    /// </summary>
    public static IQueryable<Deal> Deals(CrmDb db, ReportScope scope, DateOnly? from, DateOnly? to, DateOnly? pastDay)
    {
        var deals = scope.Of(db.Deals.AsNoTracking()).Where(deal => deal.Track != DealTrack.Cancelled);
        if (from is null && to is null)
            return deals;
        var first = from ?? DateOnly.MinValue;
        var end = to ?? DateOnly.MaxValue;
        var stillOpenAfter = pastDay ?? DateOnly.MaxValue;
        return deals.Where(deal => deal.Stage!.Kind == StageKind.Open || deal.ClosedOn > stillOpenAfter || (deal.ClosedOn >= first && deal.ClosedOn < end));
    }

    /// <summary>The deals with what the workbook shows of them, in the order of their keys.</summary>
    public static IQueryable<PipelineDealRead> Rows(IQueryable<Deal> deals) => deals.OrderBy(deal => deal.Id).Select(deal => new PipelineDealRead(
        deal.Id,
        deal.Title,
        deal.Account!.Name,
        deal.Owner!.DisplayName,
        deal.OwnerId,
        deal.Pipeline!.Name,
        deal.Pipeline.NameArabic,
        deal.StageId,
        deal.Track,
        deal.Amount,
        deal.Currency,
        deal.ProbabilityOverride,
        deal.OpenedOn,
        deal.ExpectedCloseOn,
        deal.ClosedOn,
        deal.CreatedAt));

    /// <summary>What is sold in the deals, line by line in their order.</summary>
    public static IQueryable<DealProductRead> Products(CrmDb db, IQueryable<Deal> deals) => db.Set<DealLine>().AsNoTracking()
        .Where(line => deals.Any(deal => deal.Id == line.DealId)).OrderBy(line => line.Id).Select(line => new DealProductRead(line.DealId, line.Product!.Name));

    /// <summary>Values of the firm's own fields of the deals.</summary>
    public static IQueryable<CustomFieldValue> CustomValues(CrmDb db, IQueryable<Deal> deals) =>
        db.CustomFieldValues.AsNoTracking().Where(value => value.DealId != null && deals.Any(deal => deal.Id == value.DealId)).OrderBy(value => value.Id)
            .Include(value => value.LinkedContact);

    /// <summary>The changes of expected close, oldest first.</summary>
    public static IQueryable<DealMove> ExpectedCloseMoves(CrmDb db) =>
        db.DealMoves.AsNoTracking().Where(move => move.Kind == DealMoveKind.ExpectedClose).OrderBy(move => move.DealId).ThenBy(move => move.At).ThenBy(move => move.Id);

    /// <summary>What happened to deals after a moment, oldest first.</summary>
    public static IQueryable<DealMove> MovesAfter(CrmDb db, DateTimeOffset moment) =>
        db.DealMoves.AsNoTracking().Where(move => move.At > moment).OrderBy(move => move.DealId).ThenBy(move => move.At).ThenBy(move => move.Id);

    /// <summary>The store's own totals of the deals; of those in another currency than the report's by closing day.</summary>
    public static IQueryable<PipelineTotalRead> Totals(IQueryable<Deal> deals, string currency) => deals
        .GroupBy(deal => new { deal.Stage!.Kind, deal.Track, deal.Currency, MovedOn = deal.Currency == currency || deal.Stage.Kind == StageKind.Open ? null : deal.ClosedOn })
        .Select(group => new PipelineTotalRead(group.Key.Kind, group.Key.Track, group.Key.Currency, group.Key.MovedOn, group.Count(), group.Sum(deal => deal.Amount)));
}

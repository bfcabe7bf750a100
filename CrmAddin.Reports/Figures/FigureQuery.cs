using CrmAddin.Core.Deals;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Figures;

/// <summary>To which part of the firm a deal belongs.</summary>
public sealed record DealPlace(long Id, long PipelineId, long? TeamId, long? OwnerId)
{
    /// <summary>Whether it belongs to a part.</summary>
    public bool IsIn(ReportScope scope) =>
        (scope.PipelineId is null || scope.PipelineId == PipelineId) && (scope.TeamId is null || scope.TeamId == TeamId) && (scope.OwnerId is null || scope.OwnerId == OwnerId);
}

/// <summary>A deal as a row of a sheet.</summary>
public sealed record DealLineRead(
    long Id, string Title, string? Account, string? Owner, string Pipeline, string? PipelineArabic, string Stage, string? StageArabic,
    StageKind Kind, DealTrack Track, decimal? Amount, string Currency, DateOnly? ExpectedCloseOn, DateOnly? ClosedOn);

/// <summary>Reads for custom functions. All of them are held to the reader of the context.</summary>
public static class FigureQuery
{
    /// <summary>The place of each deal.</summary>
    public static IQueryable<DealPlace> Places(CrmDb db) => db.Deals.AsNoTracking().Select(deal => new DealPlace(deal.Id, deal.PipelineId, deal.TeamId, deal.OwnerId));

    /// <summary>Deals of a part of the firm, of a kind of stage and a stage where they are named, in the order of their keys.</summary>
    public static IQueryable<DealLineRead> Deals(CrmDb db, ReportScope scope, StageKind? kind, string? stage)
    {
        var deals = scope.Of(db.Deals.AsNoTracking());
        if (kind is { } asked)
            deals = deals.Where(deal => deal.Stage!.Kind == asked);
        var key = SearchText.Fold(stage);
        return stage is null ? Lines(deals) : Lines(deals.Where(deal => deal.Stage!.NameKey == key || deal.Stage.NameArabic == stage));
    }

    private static IQueryable<DealLineRead> Lines(IQueryable<Deal> deals) => deals.OrderBy(deal => deal.Id).Select(deal => new DealLineRead(
        deal.Id,
        deal.Title,
        deal.Account!.Name,
        deal.Owner!.DisplayName,
        deal.Pipeline!.Name,
        deal.Pipeline.NameArabic,
        deal.Stage!.Name,
        deal.Stage.NameArabic,
        deal.Stage.Kind,
        deal.Track,
        deal.Amount,
        deal.Currency,
        deal.ExpectedCloseOn,
        deal.ClosedOn));
}

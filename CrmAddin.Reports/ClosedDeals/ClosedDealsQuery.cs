using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>One closed deal as the store gives it.</summary>
public sealed record ClosedDealRead(
    long Id,
    string Title,
    string? Account,
    string? Owner,
    StageKind Kind,
    decimal? Amount,
    string Currency,
    DateOnly? OpenedOn,
    DateOnly? ClosedOn,
    string? Reason,
    string? ReasonArabic,
    string? Competitor,
    string? CompetitorArabic,
    decimal? CompetitorPrice);

/// <summary>A product in a closed deal as the store gives it.</summary>
public sealed record ClosedLineRead(long DealId, long ProductId, string Product, string? ProductArabic, string? Brand, decimal Quantity, decimal? UnitPrice)
{
    /// <summary>The product's name in a language.</summary>
    public string NameIn(ReportLanguage language) => language == ReportLanguage.Arabic ? ProductArabic ?? Product : Product;
}

/// <summary>How many deals of a kind were closed on a day in a currency, with their amount.</summary>
public sealed record ClosedTotalRead(StageKind Kind, string Currency, DateOnly? ClosedOn, int Count, decimal? Amount);

/// <summary>Reads for the report of closed deals. All of them are held to the reader of the context.</summary>
public static class ClosedDealsQuery
{
    /// <summary>The deals that were won or lost in a period and by a day; those without a closing day only where there is neither.</summary>
    public static IQueryable<Deal> Deals(CrmDb db, ReportScope scope, DateOnly? from, DateOnly? to, DateOnly? pastDay)
    {
        var deals = scope.Of(db.Deals.AsNoTracking()).Where(deal => deal.Track != DealTrack.Cancelled && deal.Stage!.Kind != StageKind.Open);
        var end = to is null || pastDay?.AddDays(1) < to ? pastDay?.AddDays(1) : to;
        if (from is { } first)
            deals = deals.Where(deal => deal.ClosedOn >= first);
        return end is { } before ? deals.Where(deal => deal.ClosedOn < before) : deals;
    }

    /// <summary>The deals with what the workbook shows of them, in the order of their keys.</summary>
    public static IQueryable<ClosedDealRead> Rows(IQueryable<Deal> deals) => deals.OrderBy(deal => deal.Id).Select(deal => new ClosedDealRead(
        deal.Id,
        deal.Title,
        deal.Account!.Name,
        deal.Owner!.DisplayName,
        deal.Stage!.Kind,
        deal.Amount,
        deal.Currency,
        deal.OpenedOn,
        deal.ClosedOn,
        deal.LossReason!.Name,
        deal.LossReason.NameArabic,
        deal.Competitor!.Name,
        deal.Competitor.NameArabic,
        deal.CompetitorPrice));

    /// <summary>The products in the deals.</summary>
    public static IQueryable<ClosedLineRead> Lines(IQueryable<Deal> deals) => deals.SelectMany(deal => deal.Lines).OrderBy(line => line.DealId).ThenBy(line => line.Id)
        .Select(line => new ClosedLineRead(line.DealId, line.ProductId, line.Product!.Name, line.Product.NameArabic, line.Product.Brand, line.Quantity, line.UnitPrice));

    /// <summary>The store's own totals of the deals; the closing day tells the rate of another currency.</summary>
    public static IQueryable<ClosedTotalRead> Totals(IQueryable<Deal> deals, string currency) => deals
        .GroupBy(deal => new { deal.Stage!.Kind, deal.Currency, Day = deal.Currency == currency ? null : deal.ClosedOn })
        .Select(group => new ClosedTotalRead(group.Key.Kind, group.Key.Currency, group.Key.Day, group.Count(), group.Sum(deal => deal.Amount)));
}

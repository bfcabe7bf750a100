using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases;

/// <summary>What of a purchase a sale needs.</summary>
public sealed record PurchaseRead(long Id, DateOnly BoughtOn, decimal Amount, string Currency, long? AccountId, long? ContactId, long? ProductId, long? DealId);

/// <summary>What of a won deal a sale needs.</summary>
public sealed record WonDealRead(
    long Id, DateOnly ClosedOn, decimal? Amount, string Currency, long? AccountId, long? ContactId, DealKind Kind, long? CampaignId, long? SourceId);

/// <summary>What a purchase takes from its deal.</summary>
public sealed record DealOfPurchaseRead(long Id, DealKind Kind, long? CampaignId, long? SourceId);

/// <summary>How many sales there are of a currency and the day whose rate counts, with their amount.</summary>
public sealed record SaleTotalRead(string Currency, DateOnly? Day, int Count, decimal? Amount);

/// <summary>A product of a deal that was won or bought.</summary>
public sealed record SoldLineRead(long DealId, long ProductId, decimal Quantity, decimal? UnitPrice);

/// <summary>A product that somebody bought on a day.</summary>
public sealed record SoldProductRead(long? AccountId, long? ContactId, long ProductId, DateOnly Day);

/// <summary>Into which contact another was merged.</summary>
public sealed record MergedRead(long Id, long IntoId);

/// <summary>Reads for sales, each within what the context's reader sees.</summary>
public static class SaleQuery
{
    /// <summary>
    /// All purchases, of a team or owner where one is named. Those after the day of reporting are left out by whoever reads: there are next to
    /// none, and with the day in the statement SQLite walks the index by day and fetches every row from another place, twice as long.
    /// </summary>
    public static IQueryable<PurchaseRead> Purchases(CrmDb db, long? teamId, long? ownerId) =>
        db.Purchases.AsNoTracking().Where(p => (teamId == null || p.TeamId == teamId) && (ownerId == null || p.OwnerId == ownerId))
            .Select(p => new PurchaseRead(p.Id, p.BoughtOn, p.Amount, p.Currency, p.AccountId, p.ContactId, p.ProductId, p.DealId));

    /// <summary>
    /// Deals won up to a day that no purchase names. Purchases are looked for past team and owner of the question, so that a sale with a
    /// row of its own stands with that row alone.
    /// </summary>
    public static IQueryable<WonDealRead> WonDeals(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        WithoutPurchase(db, asOf, teamId, ownerId)
            .Select(d => new WonDealRead(
                d.Id,
                d.ClosedOn!.Value,
                d.Amount,
                d.Currency,
                d.AccountId,
                d.AccountId == null ? db.DealContacts.Where(c => c.DealId == d.Id).OrderBy(c => c.Id).Select(c => (long?)c.ContactId).FirstOrDefault() : null,
                d.Kind,
                d.CampaignId,
                d.SourceId));

    /// <summary>The deals that a purchase names.</summary>
    public static IQueryable<DealOfPurchaseRead> DealsOfPurchases(CrmDb db) =>
        db.Deals.AsNoTracking().Where(d => db.Purchases.Any(p => p.DealId == d.Id)).Select(d => new DealOfPurchaseRead(d.Id, d.Kind, d.CampaignId, d.SourceId));

    /// <summary>The products of deals that were won or that a purchase names, line by line.</summary>
    public static IQueryable<SoldLineRead> SoldLines(CrmDb db) =>
        from deal in db.Deals.AsNoTracking()
        where deal.Stage!.Kind == StageKind.Won || db.Purchases.Any(purchase => purchase.DealId == deal.Id)
        join line in db.Set<DealLine>() on deal.Id equals line.DealId
        select new SoldLineRead(deal.Id, line.ProductId, line.Quantity, line.UnitPrice);

    /// <summary>Who bought which product on which day by a purchase, each once.</summary>
    public static IQueryable<SoldProductRead> PurchasedProducts(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        PurchasesUpTo(db, asOf, teamId, ownerId).Where(p => p.ProductId != null)
            .Select(p => new { p.AccountId, p.ContactId, ProductId = p.ProductId!.Value, p.BoughtOn }).Distinct()
            .Select(p => new SoldProductRead(p.AccountId, p.ContactId, p.ProductId, p.BoughtOn));

    /// <summary>The same of the deals that purchases name.</summary>
    public static IQueryable<SoldProductRead> ProductsOfPurchasedDeals(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        (from p in PurchasesUpTo(db, asOf, teamId, ownerId)
         join deal in db.Deals on p.DealId equals deal.Id
         join line in db.Set<DealLine>() on deal.Id equals line.DealId
         select new { p.AccountId, p.ContactId, line.ProductId, p.BoughtOn }).Distinct()
            .Select(p => new SoldProductRead(p.AccountId, p.ContactId, p.ProductId, p.BoughtOn));

    /// <summary>The same of the won deals that no purchase names.</summary>
    public static IQueryable<SoldProductRead> ProductsOfWonDeals(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        (from deal in WithoutPurchase(db, asOf, teamId, ownerId)
         join line in db.Set<DealLine>() on deal.Id equals line.DealId
         select new
         {
             deal.AccountId,
             ContactId = db.DealContacts.Where(c => c.DealId == deal.Id).OrderBy(c => c.Id).Select(c => (long?)c.ContactId).FirstOrDefault(),
             line.ProductId,
             ClosedOn = deal.ClosedOn!.Value,
         }).Distinct()
            .Select(p => new SoldProductRead(p.AccountId, p.ContactId, p.ProductId, p.ClosedOn));

    /// <summary>Merged contacts. Only keys are read, whoever reads.</summary>
    public static IQueryable<MergedRead> Merged(CrmDb db) =>
        db.Contacts.AsNoTracking().IgnoreQueryFilters().Where(c => c.MergedIntoId != null).Select(c => new MergedRead(c.Id, c.MergedIntoId!.Value));

    /// <summary>The store's own totals of purchases up to a day; of those in another currency than the report's by day.</summary>
    public static IQueryable<SaleTotalRead> PurchaseTotals(CrmDb db, DateOnly asOf, long? teamId, long? ownerId, string currency) =>
        PurchasesUpTo(db, asOf, teamId, ownerId)
            .GroupBy(p => new { p.Currency, Day = p.Currency == currency ? null : (DateOnly?)p.BoughtOn })
            .Select(g => new SaleTotalRead(g.Key.Currency, g.Key.Day, g.Count(), g.Sum(p => p.Amount)));

    /// <summary>The store's own totals of the won deals that no purchase names, in the same way.</summary>
    public static IQueryable<SaleTotalRead> WonDealTotals(CrmDb db, DateOnly asOf, long? teamId, long? ownerId, string currency) =>
        WithoutPurchase(db, asOf, teamId, ownerId)
            .GroupBy(d => new { d.Currency, Day = d.Currency == currency ? null : d.ClosedOn })
            .Select(g => new SaleTotalRead(g.Key.Currency, g.Key.Day, g.Count(), g.Sum(d => d.Amount)));

    private static IQueryable<Purchase> PurchasesUpTo(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        db.Purchases.AsNoTracking().Where(p => p.BoughtOn <= asOf && (teamId == null || p.TeamId == teamId) && (ownerId == null || p.OwnerId == ownerId));

    private static IQueryable<Deal> WithoutPurchase(CrmDb db, DateOnly asOf, long? teamId, long? ownerId) =>
        db.Deals.AsNoTracking()
            .Where(d => d.Stage!.Kind == StageKind.Won && d.Track != DealTrack.Cancelled && d.ClosedOn != null && d.ClosedOn <= asOf)
            .Where(d => (teamId == null || d.TeamId == teamId) && (ownerId == null || d.OwnerId == ownerId))
            .Where(d => !db.Purchases.Any(p => p.DealId == d.Id));
}

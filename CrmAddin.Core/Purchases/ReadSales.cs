using CrmAddin.Core.Metrics;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases;

/// <summary>Which sales are read.</summary>
/// <param name="AsOf">The last day that counts.</param>
/// <param name="TeamId">Only of this team; null for all that the reader sees.</param>
/// <param name="OwnerId">Only of this owner; null for all that the reader sees.</param>
public sealed record SalesAsked(DateOnly AsOf, long? TeamId = null, long? OwnerId = null);

/// <summary>Reads all sales that the reader sees: purchases, and won deals without one.</summary>
public sealed class ReadSales(CrmDb db)
{
    /// <summary>The sales, purchases first, each amount in the currency of the table at the rate of the sale's day.</summary>
    public async Task<IReadOnlyList<Sale>> RunAsync(SalesAsked asked, CurrencyTable currencies, CancellationToken cancel)
    {
        var survivors = await SurvivorsOf.ReadAsync(db, cancel);
        var deals = await SaleQuery.DealsOfPurchases(db).ToDictionaryAsync(deal => deal.Id, cancel);
        var sales = new List<Sale>();
        await foreach (var read in SaleQuery.Purchases(db, asked.TeamId, asked.OwnerId).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (read.BoughtOn <= asked.AsOf)
                sales.Add(OfPurchase(read, read.DealId is { } id ? deals.GetValueOrDefault(id) : null, survivors, currencies));
        }

        await foreach (var read in SaleQuery.WonDeals(db, asked.AsOf, asked.TeamId, asked.OwnerId).AsAsyncEnumerable().WithCancellation(cancel))
            sales.Add(OfDeal(read, survivors, currencies));
        return sales;
    }

    /// <summary>How many sales there are and what they come to, as the store itself computes it.</summary>
    public async Task<(int Count, decimal Amount)> TotalAsync(SalesAsked asked, CurrencyTable currencies, CancellationToken cancel)
    {
        SaleTotalRead[] totals =
        [
            .. await SaleQuery.PurchaseTotals(db, asked.AsOf, asked.TeamId, asked.OwnerId, currencies.Currency).ToListAsync(cancel),
            .. await SaleQuery.WonDealTotals(db, asked.AsOf, asked.TeamId, asked.OwnerId, currencies.Currency).ToListAsync(cancel),
        ];
        return (totals.Sum(total => total.Count), totals.Sum(total => currencies.Convert(total.Amount, total.Currency, total.Day ?? asked.AsOf) ?? 0));
    }

    private static Sale OfPurchase(PurchaseRead read, DealOfPurchaseRead? deal, SurvivorsOf survivors, CurrencyTable currencies) => new()
    {
        Customer = survivors.Customer(read.AccountId, read.ContactId),
        Day = read.BoughtOn,
        Amount = currencies.Convert(read.Amount, read.Currency, read.BoughtOn),
        ProductId = read.ProductId,
        PurchaseId = read.Id,
        DealId = read.DealId,
        Kind = deal?.Kind,
        CampaignId = deal?.CampaignId,
        SourceId = deal?.SourceId,
    };

    private static Sale OfDeal(WonDealRead read, SurvivorsOf survivors, CurrencyTable currencies) => new()
    {
        Customer = survivors.Customer(read.AccountId, read.ContactId),
        Day = read.ClosedOn,
        Amount = currencies.Convert(read.Amount, read.Currency, read.ClosedOn),
        DealId = read.Id,
        Kind = read.Kind,
        CampaignId = read.CampaignId,
        SourceId = read.SourceId,
    };
}

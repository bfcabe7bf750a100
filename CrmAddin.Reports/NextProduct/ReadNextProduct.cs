using System.Globalization;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.NextProduct;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.NextProduct;

/// <summary>Reads from the store all that the next-product workbook sees.</summary>
internal sealed class ReadNextProduct(CrmDb db)
{
    /// <summary>The customers that the reader sees, with their likeliest next products.</summary>
    public async Task<NextProductRows> RunAsync(ReportFrame frame, CancellationToken cancel)
    {
        var sales = await new ReadSales(db).RunAsync(new SalesAsked(frame.AsOf, frame.Scope.TeamId, frame.Scope.OwnerId), frame.Money, cancel);
        var names = await CustomerNames.ReadAsync(db, frame.Language.Code, cancel);
        var products = await db.Products.AsNoTracking().ToDictionaryAsync(product => product.Id, product => (frame.Language.Code == "ar" ? product.NameArabic : null) ?? product.Name, cancel);
        var ofDeals = (await SaleQuery.SoldLines(db).ToListAsync(cancel)).ToLookup(line => line.DealId, line => line.ProductId);
        var rows = RowsOf([.. SoldProduct.Of(sales, ofDeals)], names.Of, products, frame);
        return rows with
        {
            SalesWithoutProduct = sales.Count(sale => sale.Customer is not null && !SoldProduct.ProductsOf(sale, ofDeals).Any()),
            Store = frame.PastDay is null ? await TotalsAsync(rows.Test.Cut, frame, cancel) : null,
        };
    }

    /// <summary>The rows of what was sold.</summary>
    public static NextProductRows RowsOf(IReadOnlyList<SoldProduct> sold, Func<CustomerKey, string?> nameOf, IReadOnlyDictionary<long, string> products, ReportFrame frame)
    {
        var baskets = ProductRules.Baskets(sold, frame.AsOf);
        var rules = ProductRules.Of([.. baskets.Values]);
        return new()
        {
            Customers = [.. baskets.Select(basket => new OfferedCustomer(Number(basket.Key), nameOf(basket.Key), basket.Value.Count, [.. rules.Next(basket.Value).Take(NextProductTest.Offered)]))],
            Rules = rules.All,
            Test = NextProductTest.Compute(sold, frame.AsOf),
            Products = products,
            Frame = frame,
        };
    }

    // Of what the store itself tells apart: who bought which product on which day, each once.
    private async Task<NextProductTotals> TotalsAsync(DateOnly cut, ReportFrame frame, CancellationToken cancel)
    {
        var (asOf, team, owner) = (frame.AsOf, frame.Scope.TeamId, frame.Scope.OwnerId);
        SoldProductRead[] read =
        [
            .. await SaleQuery.PurchasedProducts(db, asOf, team, owner).ToListAsync(cancel),
            .. await SaleQuery.ProductsOfPurchasedDeals(db, asOf, team, owner).ToListAsync(cancel),
            .. await SaleQuery.ProductsOfWonDeals(db, asOf, team, owner).ToListAsync(cancel),
        ];
        var survivors = await SurvivorsOf.ReadAsync(db, cancel);
        var firsts = read.Select(one => (Customer: survivors.Customer(one.AccountId, one.ContactId), one.ProductId, one.Day)).Where(one => one.Customer is not null)
            .GroupBy(one => (one.Customer, one.ProductId), one => one.Day).Select(days => (days.Key.Customer, days.Key.ProductId, Day: days.Min())).ToList();
        var pairs = firsts.Join(firsts, one => one.Customer, other => other.Customer, (one, other) => (One: one, Other: other))
            .Where(pair => pair.One.ProductId != pair.Other.ProductId && pair.Other.Day >= pair.One.Day).GroupBy(pair => (pair.One.ProductId, pair.Other.ProductId));
        var byCustomer = firsts.ToLookup(one => one.Customer, one => one.Day);
        return new(
            byCustomer.Count,
            firsts.Count,
            pairs.Select(pair => pair.Count()).Where(customers => customers >= ProductRules.LeastCustomers).Sum(),
            byCustomer.Count(days => days.Min() <= cut && days.Max() > cut));
    }

    private static string Number(CustomerKey customer) => string.Create(CultureInfo.InvariantCulture, $"{(customer.IsAccount ? 'A' : 'C')}{customer.Id}");
}

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
        return RowsOf(sales, names.Of, products, frame);
    }

    /// <summary>The rows of sales.</summary>
    public static NextProductRows RowsOf(IReadOnlyList<Sale> sales, Func<CustomerKey, string?> nameOf, IReadOnlyDictionary<long, string> products, ReportFrame frame)
    {
        var baskets = ProductRules.Baskets(sales, frame.AsOf);
        var rules = ProductRules.Of([.. baskets.Values]);
        return new()
        {
            Customers = [.. baskets.Select(basket => new OfferedCustomer(Number(basket.Key), nameOf(basket.Key), basket.Value.Count, [.. rules.Next(basket.Value).Take(NextProductTest.Offered)]))],
            Rules = rules.All,
            Test = NextProductTest.Compute(sales, frame.AsOf),
            Products = products,
            SalesWithoutProduct = sales.Count(sale => sale is { Customer: not null, ProductId: null }),
            Frame = frame,
        };
    }

    private static string Number(CustomerKey customer) => string.Create(CultureInfo.InvariantCulture, $"{(customer.IsAccount ? 'A' : 'C')}{customer.Id}");
}

namespace CrmAddin.Core.Metrics.NextProduct;

/// <summary>A product that a customer bought on a day.</summary>
/// <param name="Customer">Who.</param>
/// <param name="ProductId">What.</param>
/// <param name="Day">When.</param>
public sealed record SoldProduct(CustomerKey Customer, long ProductId, DateOnly Day)
{
    /// <summary>All products of the sales that name a customer: the sale's own and those of its deal.</summary>
    public static IEnumerable<SoldProduct> Of(IEnumerable<Sale> sales, ILookup<long, long> productsOfDeals) =>
        sales.Where(sale => sale.Customer is not null)
            .SelectMany(sale => ProductsOf(sale, productsOfDeals), (sale, product) => new SoldProduct(sale.Customer!.Value, product, sale.Day));

    /// <summary>The products of a sale, each once.</summary>
    public static IEnumerable<long> ProductsOf(Sale sale, ILookup<long, long> productsOfDeals)
    {
        var ofDeal = sale.DealId is { } deal ? productsOfDeals[deal] : [];
        return (sale.ProductId is { } product ? ofDeal.Prepend(product) : ofDeal).Distinct();
    }
}

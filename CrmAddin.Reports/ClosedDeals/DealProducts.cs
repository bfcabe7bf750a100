namespace CrmAddin.Reports.ClosedDeals;

/// <summary>The products of a deal, each once, with its part of the amount.</summary>
internal static class DealProducts
{
    /// <summary>Quantity × price of each product; one that is alone and has no price takes the deal's amount.</summary>
    /// <param name="lines">The deal's lines.</param>
    /// <param name="dealAmount">The deal's amount in the report's currency.</param>
    /// <param name="convert">Turns an amount in the deal's currency into the report's.</param>
    public static IEnumerable<(ClosedLineRead Product, decimal? Amount)> Of(IEnumerable<ClosedLineRead> lines, decimal? dealAmount, Func<decimal, decimal?> convert)
    {
        var products = lines.GroupBy(line => line.ProductId).ToList();
        foreach (var product in products)
        {
            var isPriced = product.Any(line => line.UnitPrice is not null);
            var alone = products.Count == 1 ? dealAmount : null;
            yield return (product.First(), isPriced ? convert(product.Sum(line => line.Quantity * (line.UnitPrice ?? 0))) : alone);
        }
    }
}

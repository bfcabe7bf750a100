using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Purchases;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Acquisition;

/// <summary>Which part of a sale is profit: by its product, else by the lines of its deal, else as the firm has set.</summary>
internal sealed class SaleMargins
{
    private readonly Dictionary<long, decimal> _products;
    private readonly decimal _firm;
    private readonly ILookup<long, SoldLine> _lines;

    private SaleMargins(Dictionary<long, decimal> products, List<SoldLineRead> lines, decimal firm)
    {
        (_products, _firm) = (products, firm);
        _lines = lines.ToLookup(line => line.DealId, line => new SoldLine(line.Quantity * line.UnitPrice, OfProduct(line.ProductId)));
    }

    /// <summary>Reads the margins of products, and what was sold in deals where it matters.</summary>
    public static async Task<SaleMargins> ReadAsync(CrmDb db, FigureSettings firm, CancellationToken cancel)
    {
        var products = await db.Products.AsNoTracking().Where(product => product.Margin != null).ToDictionaryAsync(product => product.Id, product => product.Margin!.Value, cancel);
        // Lines only weigh the margins of their products, which are all the firm's where no product has one of its own.
        return new(products, products.Count == 0 ? [] : await SaleQuery.SoldLines(db).ToListAsync(cancel), firm.Margin);
    }

    /// <summary>The part of the sale that is profit.</summary>
    public decimal Of(Sale sale)
    {
        if (sale.ProductId is { } product)
            return OfProduct(product);
        return sale.DealId is { } deal && _lines[deal].ToList() is { Count: > 0 } lines ? SoldLine.MarginOf(lines) : _firm;
    }

    private decimal OfProduct(long product) => _products.GetValueOrDefault(product, _firm);
}

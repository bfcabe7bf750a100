using CrmAddin.Core.Products;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The products that rows are about, found whatever the spaces and signs in their names.</summary>
internal sealed class KnownProducts(CrmDb db, string currency)
{
    private readonly Dictionary<string, Product> _products = [];

    /// <summary>Products that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Reads the file of products, then adds those that rows name besides.</summary>
    public async Task LoadAsync(CsvTable? file, IEnumerable<string> names, CancellationToken cancel)
    {
        foreach (var product in await db.Products.ToListAsync(cancel))
            _products[product.NameKey] = product;
        if (file is not null)
        {
            await foreach (var row in file.RowsAsync(cancel))
                Add(row);
        }

        foreach (var name in names)
            ProductOf(name);
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The product of a name; null where the row has none.</summary>
    public Product? Find(string? name) => name is null ? null : _products.GetValueOrDefault(SearchText.Compact(name));

    private void Add(FileRow row)
    {
        if (row["name"] is not { Length: <= 200 } name)
            return;
        var product = ProductOf(name);
        product.Brand ??= row["brand"];
        product.Category ??= row["category"];
        product.ListPrice ??= row["listPrice"] is { } price ? AmountText.Read(price) : null;
    }

    private Product ProductOf(string name)
    {
        var key = SearchText.Compact(name);
        if (_products.TryGetValue(key, out var known))
            return known;
        var product = new Product { Name = name, NameKey = key, Currency = currency };
        db.Products.Add(_products[key] = product);
        CreatedCount++;
        return product;
    }
}

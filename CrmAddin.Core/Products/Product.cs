using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Products;

/// <summary>Something the firm sells.</summary>
public sealed class Product : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Name in the other script.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Folded name without spaces and signs, so that "GTXPro" is "GTX Pro".</summary>
    public required string NameKey { get; set; }

    /// <summary>Maker or series.</summary>
    public string? Brand { get; set; }

    /// <summary>Category.</summary>
    public string? Category { get; set; }

    /// <summary>List price in <see cref="Currency"/>.</summary>
    public decimal? ListPrice { get; set; }

    /// <summary>What one costs the firm, in <see cref="Currency"/>.</summary>
    public decimal? UnitCost { get; set; }

    /// <summary>Part of revenue that counts as profit, 0 to 1; null where the firm's counts.</summary>
    public decimal? Margin { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

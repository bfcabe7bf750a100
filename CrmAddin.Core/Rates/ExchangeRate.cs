using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Rates;

/// <summary>What one unit of a currency is worth in the firm's base currency, from a day on until the next rate.</summary>
public sealed class ExchangeRate : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>ISO 4217 code.</summary>
    public required string Currency { get; set; }

    /// <summary>The first day on which it holds.</summary>
    public DateOnly FromDay { get; set; }

    /// <summary>Units of base currency for one unit of the currency; ten digits after the point are kept.</summary>
    public decimal Rate { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

using CrmAddin.Core.Metrics.NextProduct;

namespace CrmAddin.Reports.NextProduct;

/// <summary>A customer with what they have and what is likeliest next.</summary>
/// <param name="Number">A for an account or C for a contact, with the number in the store.</param>
/// <param name="Name">The name; null for one whom the reader does not see.</param>
/// <param name="Has">How many products they have.</param>
/// <param name="Next">The rules to the likeliest products, best first; at most three.</param>
public sealed record OfferedCustomer(string Number, string? Name, int Has, IReadOnlyList<ProductRule> Next);

/// <summary>Totals of the same sales as the store itself tells them apart.</summary>
/// <param name="Customers">Customers who have a product.</param>
/// <param name="Owned">Products that they have, each once a customer.</param>
/// <param name="RuleCustomers">Customers behind all rules together.</param>
/// <param name="Tested">Customers who had a product by the cut and bought a new one after it.</param>
public sealed record NextProductTotals(int Customers, int Owned, int RuleCustomers, int Tested);

/// <summary>All that the next-product workbook sees.</summary>
public sealed record NextProductRows
{
    /// <summary>Customers who have a product.</summary>
    public required IReadOnlyList<OfferedCustomer> Customers { get; init; }

    /// <summary>The rules, those of the highest chance first.</summary>
    public required IReadOnlyList<ProductRule> Rules { get; init; }

    /// <summary>The test on the past.</summary>
    public required NextProductTest Test { get; init; }

    /// <summary>Names of products by key.</summary>
    public required IReadOnlyDictionary<long, string> Products { get; init; }

    /// <summary>Sales that name no product.</summary>
    public int SalesWithoutProduct { get; init; }

    /// <summary>The store's own totals; null for a report on the past.</summary>
    public NextProductTotals? Store { get; init; }

    /// <summary>Day of reporting and language.</summary>
    public required ReportFrame Frame { get; init; }
}

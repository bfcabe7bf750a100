using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>One closed deal as the workbook shows it.</summary>
/// <param name="Id">The deal's number in the store.</param>
/// <param name="Title">Its title.</param>
/// <param name="Account">The account, as shown; null for none.</param>
/// <param name="Closed">What the figures need to know.</param>
/// <param name="Currency">The currency of <paramref name="OwnAmount"/>, ISO 4217.</param>
/// <param name="OwnAmount">The amount in the deal's own currency; null when unknown.</param>
public sealed record ClosedDealRow(long Id, string Title, string? Account, ClosedDeal Closed, string Currency, decimal? OwnAmount);

/// <summary>A product in a closed deal as the workbook shows it.</summary>
/// <param name="DealId">The deal's number in the store.</param>
/// <param name="Product">What the figures need to know.</param>
public sealed record ClosedProductRow(long DealId, ClosedProduct Product);

/// <summary>The totals of the same deals as the store itself computes them.</summary>
public sealed record ClosedStoreTotals(int RowCount, int WonCount, decimal WonAmount, int LostCount, decimal LostAmount);

/// <summary>All that the workbook of closed deals sees.</summary>
public sealed record ClosedDealsRows
{
    /// <summary>The deals that were closed in the period.</summary>
    public required IReadOnlyList<ClosedDealRow> Deals { get; init; }

    /// <summary>The products in them, once a deal.</summary>
    public required IReadOnlyList<ClosedProductRow> Products { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own totals; null for a report on the past.</summary>
    public required ClosedStoreTotals? StoreTotals { get; init; }
}

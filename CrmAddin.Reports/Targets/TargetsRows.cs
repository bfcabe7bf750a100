using CrmAddin.Core.Metrics;
using CrmAddin.Core.Targets;

namespace CrmAddin.Reports.Targets;

/// <summary>A slice of a target as the workbook shows it.</summary>
/// <param name="Whose">The team, person or product, as shown; empty for the firm.</param>
/// <param name="Part">The slice with what was won.</param>
public sealed record TargetSliceRow(string Whose, TargetPart Part);

/// <summary>A won deal as the workbook shows it.</summary>
public sealed record TargetDealRow(long Id, string Title, string Owner, long? OwnerId, long? TeamId, string Currency, WonSale Sale);

/// <summary>A product in a won deal as the workbook shows it.</summary>
public sealed record TargetProductRow(long DealId, string Product, long ProductId, WonSale Sale);

/// <summary>All that the workbook of targets sees.</summary>
public sealed record TargetsRows
{
    /// <summary>The slices of the targets in the period.</summary>
    public required IReadOnlyList<TargetSliceRow> Slices { get; init; }

    /// <summary>The deals won on the days of the targets.</summary>
    public required IReadOnlyList<TargetDealRow> Deals { get; init; }

    /// <summary>The products in them; only where a product has a target.</summary>
    public required IReadOnlyList<TargetProductRow> Products { get; init; }

    /// <summary>Targets in a currency without a rate.</summary>
    public required int WithoutRate { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own number and amount of the deals; null for a report on the past.</summary>
    public required (int Count, decimal Amount)? StoreTotals { get; init; }

    /// <summary>The scope that was asked for; null for the whole firm.</summary>
    public TargetScope? Asked => ScopeAsked(Frame.Scope);

    /// <summary>The scope of targets that a part of the firm has; null for the whole firm.</summary>
    public static TargetScope? ScopeAsked(ReportScope scope) =>
        scope.OwnerId is not null ? TargetScope.Person : scope.TeamId is not null ? TargetScope.Team : null;
}

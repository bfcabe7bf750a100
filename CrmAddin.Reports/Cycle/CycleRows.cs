using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Cycle;

/// <summary>One won deal as the workbook shows it.</summary>
/// <param name="Id">The deal's number in the store.</param>
/// <param name="Title">Its title.</param>
/// <param name="Account">The account, as shown; null for none.</param>
/// <param name="OpenedOn">The day it was opened.</param>
/// <param name="WonOn">The day it was won.</param>
/// <param name="Cycle">What the figures need to know.</param>
public sealed record WonDealRow(long Id, string Title, string? Account, DateOnly? OpenedOn, DateOnly? WonOn, WonCycle Cycle);

/// <summary>A stage as shown.</summary>
/// <param name="Pipeline">Its pipeline.</param>
/// <param name="Stage">Its name.</param>
/// <param name="Order">Its place among all stages.</param>
public sealed record StageShown(string Pipeline, string Stage, int Order);

/// <summary>A stay in a stage as the workbook shows it.</summary>
public sealed record StayRow(string Title, StageShown Stage, StageStay Stay);

/// <summary>A step of a stage's survival curve as the workbook shows it.</summary>
public sealed record SurvivalRow(StageShown Stage, SurvivalStep Step);

/// <summary>All that the workbook of the sales cycle sees.</summary>
public sealed record CycleRows
{
    /// <summary>The deals that were won in the period.</summary>
    public required IReadOnlyList<WonDealRow> Deals { get; init; }

    /// <summary>The stays that ended in the period or go on.</summary>
    public required IReadOnlyList<StayRow> Stays { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own number of won deals with both days; null for a report on the past.</summary>
    public required int? StoreCount { get; init; }
}

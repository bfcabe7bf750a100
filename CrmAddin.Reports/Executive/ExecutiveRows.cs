using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Pipeline;

namespace CrmAddin.Reports.Executive;

/// <summary>All that the executive workbook sees.</summary>
public sealed record ExecutiveRows
{
    /// <summary>The headlines.</summary>
    public required ExecutiveFigures Figures { get; init; }

    /// <summary>The contacts; null for a report on the past.</summary>
    public required IReadOnlyList<ContactBase>? Contacts { get; init; }

    /// <summary>Won and target of the last months of the period.</summary>
    public required IReadOnlyList<TargetMonth> Months { get; init; }

    /// <summary>The months ahead of the stored forecast, in the report's currency.</summary>
    public required IReadOnlyList<MonthBand> Band { get; init; }

    /// <summary>The day of the stored forecast; null where there is none.</summary>
    public DateOnly? ForecastOf { get; init; }

    /// <summary>The day of the stored customer value; null where there is none.</summary>
    public DateOnly? ValueOf { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The store's own totals of the deals; null for a report on the past.</summary>
    public required PipelineStoreTotals? StoreTotals { get; init; }
}

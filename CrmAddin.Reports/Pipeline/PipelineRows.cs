using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;

namespace CrmAddin.Reports.Pipeline;

/// <summary>One deal as the pipeline workbook shows it.</summary>
/// <param name="Id">The deal's number in the store.</param>
/// <param name="Title">Its title.</param>
/// <param name="Account">The account, as shown; null for none.</param>
/// <param name="Product">The product, as shown; null for none.</param>
/// <param name="Figures">What the figures need to know.</param>
/// <param name="Currency">The currency of <paramref name="OwnAmount"/>, ISO 4217.</param>
/// <param name="OwnAmount">The amount in the deal's own currency; null when unknown.</param>
public sealed record PipelineRow(long Id, string Title, string? Account, string? Product, PipelineDeal Figures, string Currency, decimal? OwnAmount)
{
    /// <summary>The chance to win that deals of this age, owner and stage have had; null for closed deals and without a history.</summary>
    public decimal? HistoricProbability { get; init; }

    /// <summary>Values of the firm's own fields, by the field's key.</summary>
    public IReadOnlyList<CustomFieldValue> Custom { get; init; } = [];
}

/// <summary>The totals of the same deals as the store itself computes them.</summary>
/// <param name="RowCount">Deals in the report.</param>
/// <param name="OpenCount">Open deals on track.</param>
/// <param name="OpenAmount">Their amount in the base currency.</param>
/// <param name="WonCount">Deals won in the period.</param>
/// <param name="WonAmount">Their amount in the base currency.</param>
/// <param name="LostCount">Deals lost in the period.</param>
/// <param name="LostAmount">Their amount in the base currency.</param>
public sealed record PipelineStoreTotals(int RowCount, int OpenCount, decimal OpenAmount, int WonCount, decimal WonAmount, int LostCount, decimal LostAmount);

/// <summary>All that the pipeline workbook sees.</summary>
public sealed record PipelineRows
{
    /// <summary>The deals of the report: the open ones, and those closed in the period.</summary>
    public required IReadOnlyList<PipelineRow> Deals { get; init; }

    /// <summary>The firm's own fields of a deal, each a column of the data sheet.</summary>
    public IReadOnlyList<CustomField> CustomFields { get; init; } = [];

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The forecast from the firm's history; null where none was made yet.</summary>
    public FirmForecast? Forecast { get; init; }

    /// <summary>The store's own totals; null for a report on the past, of which the store keeps the history but no totals.</summary>
    public required PipelineStoreTotals? StoreTotals { get; init; }

    /// <summary>What the figures are computed for.</summary>
    public PipelineSettings Settings => Frame.PipelineSettings;
}

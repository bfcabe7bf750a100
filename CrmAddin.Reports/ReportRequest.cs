using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports;

/// <summary>What a report is asked for.</summary>
/// <param name="From">First day of the period in the firm's time zone; null for no beginning.</param>
/// <param name="To">First day after the period; null for no end.</param>
/// <param name="AsOf">The moment of reporting; null for now. A moment in the past shows the deals as they stood then.</param>
/// <param name="Language">The language of the workbook.</param>
public sealed record ReportRequest(DateOnly? From, DateOnly? To, DateTimeOffset? AsOf, ReportLanguage Language)
{
    /// <summary>The pipeline's name, in either language; null for all.</summary>
    public string? Pipeline { get; init; }

    /// <summary>The team's name; null for all that the reader sees.</summary>
    public string? Team { get; init; }

    /// <summary>The owner's name, shown or for signing in; null for all that the reader sees.</summary>
    public string? Owner { get; init; }

    /// <summary>The currency of all amounts, ISO 4217; null for the firm's.</summary>
    public string? Currency { get; init; }
}

/// <summary>What a report wrote.</summary>
/// <param name="File">The workbook.</param>
/// <param name="Rows">Rows of its data sheet.</param>
/// <param name="Figures">The headline figures in the order in which they are shown.</param>
public sealed record ReportOutcome(string File, int Rows, IReadOnlyList<Figure> Figures)
{
    /// <summary>The values of the figures by key; null for a figure that is empty.</summary>
    public IReadOnlyDictionary<string, decimal?> Values => Figures.ToDictionary(figure => figure.Key, figure => figure.Value);
}

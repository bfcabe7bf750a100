using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Conversion;

/// <summary>One person as the workbook on conversion shows them.</summary>
/// <param name="Id">Their number in the store.</param>
/// <param name="Name">Their name; empty for one whom the reader does not see.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record PersonLine(long Id, string Name, ConversionPerson Figures);

/// <summary>All that the workbook on conversion sees.</summary>
public sealed record ConversionRows
{
    /// <summary>People whose first enquiry came in the period.</summary>
    public required IReadOnlyList<PersonLine> People { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>How many people there are, as the store counts them.</summary>
    public required int StorePeople { get; init; }
}

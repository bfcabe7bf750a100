using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Conversion;

/// <summary>How many of those who ask become customers, and how fast.</summary>
public sealed class ConversionReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "conversion";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new ConversionTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        ConversionContent.Of(await new ReadConversion(db).RunAsync(frame, cancel));
}

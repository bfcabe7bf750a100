using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Sources;

/// <summary>Which sources bring leads, deals and customers, and what came back of what was spent on them.</summary>
public sealed class SourcesReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "sources";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new SourcesTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        SourcesContent.Of(await new ReadAcquisition(db).RunAsync(frame, cancel));
}

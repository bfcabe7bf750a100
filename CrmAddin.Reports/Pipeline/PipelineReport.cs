using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The pipeline by month, stage and owner: what is open, weighted and closed.</summary>
public sealed class PipelineReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "pipeline";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new PipelineTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        PipelineContent.Of(await new ReadPipeline(db).RunAsync(frame, cancel));
}

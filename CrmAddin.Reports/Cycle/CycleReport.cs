using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cycle;

/// <summary>How long deals take to be won and how long they stay in each stage.</summary>
public sealed class CycleReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "cycle";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new CycleTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        CycleContent.Of(await new ReadCycle(db).RunAsync(frame, cancel));
}

using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cltv;

/// <summary>What customers have been worth and what they are expected to bring, by segment, level and source.</summary>
public sealed class CltvReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "cltv";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new CltvTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        CltvContent.Of(await new ReadCltv(db).RunAsync(frame, cancel));
}

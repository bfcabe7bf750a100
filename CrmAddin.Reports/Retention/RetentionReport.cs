using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Retention;

/// <summary>Who stays, leaves and comes back, by period and by month of first purchase.</summary>
public sealed class RetentionReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "retention";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new RetentionTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        RetentionContent.Of(await new ReadRetention(db).RunAsync(frame, cancel));
}

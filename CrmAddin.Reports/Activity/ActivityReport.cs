using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Activity;

/// <summary>What people did, by person and week, and how the base of contacts is fed.</summary>
public sealed class ActivityReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "activity";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new ActivityTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        ActivityContent.Of(await new ReadActivity(db).RunAsync(frame, cancel));
}

using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ListGrowth;

/// <summary>Growth of the mailing lists by month.</summary>
public sealed class ListGrowthReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "list-growth";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new ListGrowthTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        ListGrowthContent.Of(await new ReadListGrowth(db).RunAsync(frame, cancel));
}

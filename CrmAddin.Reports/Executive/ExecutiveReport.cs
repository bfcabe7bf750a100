using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Executive;

/// <summary>The headlines of all reports on one printable page.</summary>
public sealed class ExecutiveReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "executive";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new ExecutiveTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        ExecutiveContent.Of(await new ReadExecutive(db).RunAsync(frame, cancel));
}

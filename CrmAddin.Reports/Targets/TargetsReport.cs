using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Targets;

/// <summary>Won against target for the firm, its teams, people and products.</summary>
public sealed class TargetsReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "targets";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new TargetsTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        TargetsContent.Of(await new ReadTargets(db).RunAsync(frame, cancel));
}

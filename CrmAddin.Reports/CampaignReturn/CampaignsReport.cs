using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.CampaignReturn;

/// <summary>What campaigns cost, how they were answered and what they brought.</summary>
public sealed class CampaignsReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "campaigns";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new CampaignTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        CampaignContent.Of(await new ReadAcquisition(db).RunAsync(frame, cancel));
}

using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.ClosedDeals;

/// <summary>Won against lost by closing date: months, owners, reasons, competitors and their prices, products and brands.</summary>
public sealed class ClosedDealsReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "closed-deals";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new ClosedDealsTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        ClosedDealsContent.Of(await new ReadClosedDeals(db).RunAsync(frame, cancel));
}

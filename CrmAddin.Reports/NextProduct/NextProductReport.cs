using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.NextProduct;

/// <summary>What each customer is likeliest to buy next, and how often that would have been right.</summary>
public sealed class NextProductReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "next-product";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new NextProductTexts(language);

    /// <inheritdoc/>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        NextProductContent.Of(await new ReadNextProduct(db).RunAsync(frame, cancel));
}

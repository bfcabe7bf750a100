using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Acquisition;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Cac;

/// <summary>What a new customer costs, by month, source and campaign.</summary>
public sealed class CacReport(CrmDb db) : IReport
{
    /// <inheritdoc/>
    public string Name => "cac";

    /// <inheritdoc/>
    public TextTable TextsIn(ReportLanguage language) => new CacTexts(language);

    /// <summary>The report. Error: <see cref="CostsNotRead"/>.</summary>
    public async Task<Result<ReportContent>> ReadAsync(ReportFrame frame, CancellationToken cancel) =>
        db.Reader.ReadsCosts ? CacContent.Of(await new ReadAcquisition(db).RunAsync(frame, cancel)) : new CostsNotRead();
}

/// <summary>The reader's role does not read costs, of which the whole report is made.</summary>
public sealed record CostsNotRead() : ForbiddenError("Your role does not read what the firm spends. Ask a manager for this report, or take the report \"sources\", which shows leads and deals without costs.");

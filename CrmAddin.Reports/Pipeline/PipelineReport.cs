using CrmAddin.Core.Firm;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>Writes the pipeline workbook of what the reader may see.</summary>
public sealed class PipelineReport(CrmDb db, FirmSettings firm, TimeProvider clock)
{
    /// <summary>The report's name.</summary>
    public const string Name = "pipeline";

    /// <summary>Writes the file. Errors: <see cref="PeriodEndsBeforeItBegins"/>, <see cref="FileNotWritable"/>, <see cref="TooManyRowsForWorkbook"/>.</summary>
    public async Task<Result<ReportOutcome>> RunAsync(ReportRequest request, string path, CancellationToken cancel)
    {
        var period = ReportPeriod.Between(request.From, request.To);
        if (!period.Succeeded)
            return period.Error;

        var rows = await new ReadPipeline(db, firm, clock).RunAsync(request, period.Value, cancel);
        var written = await OutputFile.WriteAsync(path, () => PipelineWorkbook.WriteAsync(rows, path, cancel));
        return written is { Succeeded: true, Value: { } figures }
            ? new ReportOutcome(path, rows.Deals.Count, figures)
            : written.Error!;
    }
}

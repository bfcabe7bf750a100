using CrmAddin.Core.Results;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;

namespace CrmAddin.Reports;

/// <summary>Writes the report of a name.</summary>
public sealed class RunReport(PipelineReport pipeline)
{
    /// <summary>Writes the file. Errors: <see cref="ReportUnknown"/> and those of the report.</summary>
    public Task<Result<ReportOutcome>> RunAsync(string name, ReportRequest request, string path, CancellationToken cancel) => name switch
    {
        PipelineReport.Name => pipeline.RunAsync(request, path, cancel),
        _ => Task.FromResult<Result<ReportOutcome>>(new ReportUnknown(name, string.Join(", ", ReportCatalogue.In(ReportLanguage.English).Select(report => report.Name)))),
    };
}

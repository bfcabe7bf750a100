using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;

namespace CrmAddin.Reports.Figures;

/// <summary>Computes some of the figures for many periods and parts of the firm at once.</summary>
public interface IFigureSource
{
    /// <summary>The keys of the figures that it computes.</summary>
    IReadOnlyCollection<string> Keys { get; }

    /// <summary>The figures of each request, in the order of the requests. Errors: those of the frame and of the report, each for its request.</summary>
    Task<IReadOnlyList<Result<IReadOnlyList<Figure>>>> ReadAsync(IReadOnlyList<ReportRequest> requests, CancellationToken cancel);
}

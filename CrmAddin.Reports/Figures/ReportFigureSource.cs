using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;

namespace CrmAddin.Reports.Figures;

/// <summary>The headline figures of a report, read once for each request that differs.</summary>
/// <param name="reports">Runs the report.</param>
/// <param name="report">The report's name.</param>
/// <param name="keys">The keys of its headline figures.</param>
public sealed class ReportFigureSource(RunReport reports, string report, params string[] keys) : IFigureSource
{
    /// <inheritdoc/>
    public IReadOnlyCollection<string> Keys => keys;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Result<IReadOnlyList<Figure>>>> ReadAsync(IReadOnlyList<ReportRequest> requests, CancellationToken cancel)
    {
        List<Result<IReadOnlyList<Figure>>> all = [];
        foreach (var request in requests)
        {
            var read = await reports.ReadAsync(report, request, cancel);
            all.Add(read.Succeeded ? read.Value.Content.Figures.ToArray() : read.Error);
        }

        return all;
    }
}

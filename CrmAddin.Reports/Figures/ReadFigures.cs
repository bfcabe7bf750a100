using CrmAddin.Core.Metrics;
using CrmAddin.Core.Results;

namespace CrmAddin.Reports.Figures;

/// <summary>A figure that is asked for.</summary>
/// <param name="Key">Its key, whatever its case.</param>
/// <param name="Request">Period and part of the firm.</param>
public sealed record FigureAsked(string Key, ReportRequest Request);

/// <summary>No report has a figure of that name.</summary>
public sealed record FigureUnknown(string Name, string Known) : NotFoundError($"There is no figure \"{Name}\". Figures are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}

/// <summary>Reads many figures at once: each source is asked once, for each period and part of the firm once.</summary>
public sealed class ReadFigures(IEnumerable<IFigureSource> sources)
{
    private readonly Dictionary<string, IFigureSource> _sources = sources.SelectMany(source => source.Keys.Select(key => (key, source)))
        .GroupBy(one => one.key, StringComparer.OrdinalIgnoreCase).ToDictionary(group => group.Key, group => group.First().source, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all figures.</summary>
    public IEnumerable<string> Keys => _sources.Keys;

    /// <summary>The figures in the order in which they are asked for. Errors: <see cref="FigureUnknown"/> and those of the reports.</summary>
    public async Task<IReadOnlyList<Result<Figure>>> RunAsync(IReadOnlyList<FigureAsked> asked, CancellationToken cancel)
    {
        var read = new Dictionary<(IFigureSource, ReportRequest), Result<IReadOnlyList<Figure>>>();
        foreach (var group in asked.Where(one => _sources.ContainsKey(one.Key)).GroupBy(one => _sources[one.Key]))
        {
            var requests = group.Select(one => one.Request).Distinct().ToList();
            var figures = await group.Key.ReadAsync(requests, cancel);
            foreach (var (at, request) in requests.Index())
                read[(group.Key, request)] = figures[at];
        }

        return [.. asked.Select(one => _sources.TryGetValue(one.Key, out var source) ? Pick(read[(source, one.Request)], one.Key) : new FigureUnknown(one.Key, Known))];
    }

    private string Known => string.Join(", ", _sources.Keys.Order(StringComparer.Ordinal));

    private Result<Figure> Pick(Result<IReadOnlyList<Figure>> figures, string key)
    {
        if (!figures.Succeeded)
            return figures.Error;
        return figures.Value.FirstOrDefault(figure => figure.Key.Equals(key, StringComparison.OrdinalIgnoreCase)) is { } figure ? figure : new FigureUnknown(key, Known);
    }
}

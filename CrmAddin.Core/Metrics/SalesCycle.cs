namespace CrmAddin.Core.Metrics;

/// <summary>A deal that was won, with the days from opening to winning.</summary>
/// <param name="Pipeline">The pipeline, as shown.</param>
/// <param name="Owner">The owner, as shown.</param>
/// <param name="Source">How it came, as shown.</param>
/// <param name="Days">Days from opening to winning; null when a day is missing or they are in the wrong order.</param>
public sealed record WonCycle(string Pipeline, string Owner, string Source, int? Days);

/// <summary>How long deals under one label took to be won.</summary>
/// <param name="Label">The label, as shown.</param>
/// <param name="Count">Deals with both days.</param>
/// <param name="MeanDays">Their mean.</param>
/// <param name="MedianDays">Their median.</param>
/// <param name="SlowDays">The 90th percentile.</param>
public sealed record CycleRow(string Label, int Count, decimal? MeanDays, decimal? MedianDays, decimal? SlowDays);

/// <summary>The sales cycle: from opening to winning.</summary>
public static class SalesCycle
{
    /// <summary>The share of the slow end of durations.</summary>
    public const decimal SlowShare = 0.9m;

    /// <summary>The headline figures.</summary>
    public static IReadOnlyList<Figure> Figures(IEnumerable<WonCycle> cycles)
    {
        var all = Row("", cycles);
        return
        [
            Figure.Count(FigureKeys.WonWithDates, all.Count),
            Figure.Days(FigureKeys.SalesCycleDays, all.MeanDays, EmptyReason.NoWonDealWithDates),
            Figure.Days(FigureKeys.SalesCycleMedianDays, all.MedianDays, EmptyReason.NoWonDealWithDates),
            Figure.Days(FigureKeys.SalesCycleSlowDays, all.SlowDays, EmptyReason.NoWonDealWithDates),
        ];
    }

    /// <summary>One row a label, the most deals first. Labels that differ only in case are one, as they are to Excel.</summary>
    public static IReadOnlyList<CycleRow> By(IEnumerable<WonCycle> cycles, Func<WonCycle, string> label) =>
    [
        .. cycles.GroupBy(label, StringComparer.OrdinalIgnoreCase).Select(group => Row(group.Key, group))
            .OrderByDescending(row => row.Count).ThenBy(row => row.Label, StringComparer.Ordinal),
    ];

    private static CycleRow Row(string label, IEnumerable<WonCycle> cycles)
    {
        int[] days = [.. cycles.Select(cycle => cycle.Days).OfType<int>()];
        return new(label, days.Length, Averages.Mean(days), Averages.Median(days), Averages.Percentile(days, SlowShare));
    }
}

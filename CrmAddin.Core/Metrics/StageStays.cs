namespace CrmAddin.Core.Metrics;

/// <summary>A deal's entry into a stage.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="StageId">The stage entered.</param>
/// <param name="Day">The day in the firm's time zone.</param>
public readonly record struct StageEntry(long DealId, long StageId, DateOnly Day);

/// <summary>A deal's time in a stage.</summary>
/// <param name="DealId">The deal.</param>
/// <param name="StageId">The stage.</param>
/// <param name="EnteredOn">The day it came in.</param>
/// <param name="LeftOn">The day it left; null while it is there.</param>
/// <param name="Days">The days it stayed, or has stayed by the day of reporting.</param>
public sealed record StageStay(long DealId, long StageId, DateOnly EnteredOn, DateOnly? LeftOn, int Days)
{
    /// <summary>Whether the deal is still there, so that the stay is longer than its days.</summary>
    public bool IsOpen => LeftOn is null;
}

/// <summary>How long deals stayed in a stage.</summary>
/// <param name="StageId">The stage.</param>
/// <param name="EndedCount">Stays that ended.</param>
/// <param name="MedianDays">Their median.</param>
/// <param name="SlowDays">Their 90th percentile.</param>
/// <param name="OpenCount">Stays that go on.</param>
/// <param name="OpenMedianDays">Median of the days that these have lasted so far.</param>
/// <param name="SurvivalMedianDays">The median over both by Kaplan and Meier; null when more than half go on.</param>
public sealed record StageDurationRow(long StageId, int EndedCount, decimal? MedianDays, decimal? SlowDays, int OpenCount, decimal? OpenMedianDays, int? SurvivalMedianDays);

/// <summary>Stays of deals in stages, out of the history of their moves.</summary>
public static class StageStays
{
    /// <summary>
    /// The stays in the stages that are asked for: those that ended in the period, and those that go on. Moves after the day of reporting do
    /// not count; where a deal was before its first move that is known, nobody can say.
    /// </summary>
    /// <param name="entries">Entries into stages of all kinds, in the order of their moments for each deal.</param>
    /// <param name="stageIds">Stages in which deals are still being sold.</param>
    /// <param name="period">The period in which a stay ended.</param>
    /// <param name="asOf">The day of reporting.</param>
    public static IReadOnlyList<StageStay> Of(IEnumerable<StageEntry> entries, IReadOnlySet<long> stageIds, ReportPeriod period, DateOnly asOf)
    {
        List<StageStay> stays = [];
        foreach (var deal in entries.Where(entry => entry.Day <= asOf).GroupBy(entry => entry.DealId))
        {
            StageEntry[] path = [.. deal];
            for (var i = 0; i < path.Length; i++)
            {
                DateOnly? left = i + 1 < path.Length ? path[i + 1].Day : null;
                if (stageIds.Contains(path[i].StageId) && (left is null || period.Contains(left)))
                    stays.Add(new(deal.Key, path[i].StageId, path[i].Day, left, (left ?? asOf).DayNumber - path[i].Day.DayNumber));
            }
        }

        return stays;
    }

    /// <summary>The headline figures.</summary>
    public static IReadOnlyList<Figure> Figures(IReadOnlyCollection<StageStay> stays)
    {
        var all = Row(0, [.. stays]);
        return
        [
            Figure.Count(FigureKeys.EndedStays, all.EndedCount),
            Figure.Days(FigureKeys.StageMedianDays, all.MedianDays, EmptyReason.NoEndedStays),
            Figure.Days(FigureKeys.StageSlowDays, all.SlowDays, EmptyReason.NoEndedStays),
            Figure.Count(FigureKeys.OpenStays, all.OpenCount),
            Figure.Days(FigureKeys.OpenStayMedianDays, all.OpenMedianDays, EmptyReason.NoOpenStays),
        ];
    }

    /// <summary>One row a stage that has stays.</summary>
    public static IReadOnlyList<StageDurationRow> Durations(IEnumerable<StageStay> stays) =>
        [.. stays.GroupBy(stay => stay.StageId).Select(group => Row(group.Key, [.. group]))];

    /// <summary>The survival curve of each stage's stays.</summary>
    public static IReadOnlyList<SurvivalStep> Curve(IReadOnlyCollection<StageStay> stays) =>
        KaplanMeier.Curve([.. stays.Where(stay => !stay.IsOpen).Select(stay => stay.Days)], [.. stays.Where(stay => stay.IsOpen).Select(stay => stay.Days)]);

    private static StageDurationRow Row(long stageId, StageStay[] stays)
    {
        int[] ended = [.. stays.Where(stay => !stay.IsOpen).Select(stay => stay.Days)];
        int[] open = [.. stays.Where(stay => stay.IsOpen).Select(stay => stay.Days)];
        return new(
            stageId,
            ended.Length,
            Averages.Median(ended),
            Averages.Percentile(ended, SalesCycle.SlowShare),
            open.Length,
            Averages.Median(open),
            KaplanMeier.Median(KaplanMeier.Curve(ended, open)));
    }
}

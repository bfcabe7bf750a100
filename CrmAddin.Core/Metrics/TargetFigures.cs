using CrmAddin.Core.Targets;

namespace CrmAddin.Core.Metrics;

/// <summary>What a month was to bring and brought.</summary>
/// <param name="Month">The first day of the month.</param>
/// <param name="Target">What was to be won.</param>
/// <param name="Won">What was won.</param>
public sealed record TargetMonth(DateOnly Month, decimal Target, decimal Won);

/// <summary>The headline figures of targets: of the firm as a whole, or of what a report was asked for.</summary>
public static class TargetFigures
{
    /// <summary>
    /// The scope whose targets make the headline: the one asked for; else the firm's, and where the firm has none its teams', and where
    /// these have none its people's. Null when there is none.
    /// </summary>
    public static TargetScope? MainScope(IReadOnlyCollection<TargetPart> parts, TargetMeasure measure, TargetScope? asked = null)
    {
        TargetScope[] order = asked is { } one ? [one] : [TargetScope.Company, TargetScope.Team, TargetScope.Person];
        return order.Cast<TargetScope?>().FirstOrDefault(scope => parts.Any(part => part.Slice.Holder.Scope == scope && part.Slice.Measure == measure));
    }

    /// <summary>All figures, in the order in which reports show them.</summary>
    /// <param name="parts">The slices with what was won.</param>
    /// <param name="asked">The scope that the report was asked for; null for the whole firm.</param>
    public static IReadOnlyList<Figure> Compute(IReadOnlyCollection<TargetPart> parts, TargetScope? asked = null)
    {
        var amounts = Main(parts, TargetMeasure.Amount, asked);
        var counts = Main(parts, TargetMeasure.Count, asked);
        var (target, won) = (amounts.Sum(row => row.Target), amounts.Sum(row => row.Won));
        var (countTarget, countWon) = (counts.Sum(row => row.Target), counts.Sum(row => row.Won));
        var elapsed = amounts.Sum(row => row.ElapsedDays);
        var runRate = elapsed == 0 ? (decimal?)null : won * amounts.Sum(row => row.Days) / elapsed;
        var whyNoRunRate = amounts.Count == 0 ? EmptyReason.NoTarget : EmptyReason.TargetNotBegun;
        return
        [
            Figure.Money(FigureKeys.TargetAmount, amounts.Count == 0 ? null : target, EmptyReason.NoTarget),
            Figure.Money(FigureKeys.TargetWonAmount, amounts.Count == 0 ? null : won, EmptyReason.NoTarget),
            Figure.Rate(FigureKeys.TargetAttainment, won, target, EmptyReason.NoTarget),
            Figure.Money(FigureKeys.TargetRunRate, runRate, whyNoRunRate),
            Figure.Rate(FigureKeys.TargetRunRateAttainment, target == 0 ? null : runRate / target, whyNoRunRate),
            Count(FigureKeys.TargetCount, counts.Count == 0 ? null : countTarget, EmptyReason.NoTarget),
            Count(FigureKeys.TargetWonCount, counts.Count == 0 ? null : countWon, EmptyReason.NoTarget),
            Figure.Rate(FigureKeys.TargetCountAttainment, countWon, countTarget, EmptyReason.NoTarget),
        ];
    }

    /// <summary>Target and won amount of the headline's scope by calendar month.</summary>
    public static IReadOnlyList<TargetMonth> ByMonth(IReadOnlyCollection<TargetPart> parts, TargetScope? asked = null)
    {
        var main = MainScope(parts, TargetMeasure.Amount, asked);
        return
        [
            .. parts.Where(part => part.Slice.Holder.Scope == main && part.Slice.Measure == TargetMeasure.Amount)
                .GroupBy(part => ReportMonths.MonthOf(part.Slice.From)).OrderBy(group => group.Key)
                .Select(group => new TargetMonth(group.Key, group.Sum(part => part.Slice.Value), group.Sum(part => part.Won))),
        ];
    }

    private static IReadOnlyList<TargetProgress> Main(IReadOnlyCollection<TargetPart> parts, TargetMeasure measure, TargetScope? asked)
    {
        var main = MainScope(parts, measure, asked);
        return TargetProgress.Of(parts.Where(part => part.Slice.Holder.Scope == main && part.Slice.Measure == measure));
    }

    private static Figure Count(string key, decimal? value, EmptyReason whyEmpty) => new(key, FigureUnit.Count, value, value is null ? whyEmpty : null);
}

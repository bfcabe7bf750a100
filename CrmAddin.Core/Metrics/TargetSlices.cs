using CrmAddin.Core.Targets;

namespace CrmAddin.Core.Metrics;

/// <summary>Whose target it is.</summary>
/// <param name="Scope">The firm's, a team's, a person's or a product's.</param>
/// <param name="Id">The team, person or product; 0 for the firm.</param>
public readonly record struct TargetHolder(TargetScope Scope, long Id);

/// <summary>A target as the figures need it.</summary>
/// <param name="Holder">Whose it is.</param>
/// <param name="Measure">Amount or count.</param>
/// <param name="Length">Month, quarter or year.</param>
/// <param name="From">Its first day.</param>
/// <param name="Before">The first day after it.</param>
/// <param name="Value">The amount in the report's currency, or the number of deals.</param>
public sealed record TargetToCut(TargetHolder Holder, TargetMeasure Measure, TargetPeriod Length, DateOnly From, DateOnly Before, decimal Value);

/// <summary>The part of a target that falls in one calendar month of the period.</summary>
/// <param name="Holder">Whose it is.</param>
/// <param name="Measure">Amount or count.</param>
/// <param name="Length">The length of the target that it is a part of.</param>
/// <param name="From">Its first day.</param>
/// <param name="Before">The first day after it.</param>
/// <param name="Value">Its share of the target, by days.</param>
public sealed record TargetSlice(TargetHolder Holder, TargetMeasure Measure, TargetPeriod Length, DateOnly From, DateOnly Before, decimal Value)
{
    /// <summary>Its days.</summary>
    public int Days => Before.DayNumber - From.DayNumber;

    /// <summary>Its days that have come by the end of the day of reporting.</summary>
    public int ElapsedDays(DateOnly asOf) => Math.Clamp(asOf.DayNumber + 1 - From.DayNumber, 0, Days);
}

/// <summary>
/// Targets of months, quarters and years side by side, cut so that each day counts once: a quarter's target counts in the months that have
/// none of their own, a year's where neither month nor quarter has one. What lies in the period only in part counts by its days.
/// </summary>
public static class TargetSlices
{
    /// <summary>The slices of the targets in the period, in the order of holders and days.</summary>
    public static IReadOnlyList<TargetSlice> Cut(IEnumerable<TargetToCut> targets, ReportPeriod period) =>
    [
        .. targets.GroupBy(target => (target.Holder, target.Measure)).SelectMany(group => Cut([.. group], period))
            .OrderBy(slice => slice.Holder.Scope).ThenBy(slice => slice.Holder.Id).ThenBy(slice => slice.Measure).ThenBy(slice => slice.From),
    ];

    private static IEnumerable<TargetSlice> Cut(TargetToCut[] ofOne, ReportPeriod period)
    {
        foreach (var target in ofOne)
        {
            TargetToCut[] finer = [.. ofOne.Where(other => other.Length < target.Length)];
            foreach (var (from, before) in Months(target, period))
            {
                if (!Array.Exists(finer, other => other.From <= from && from < other.Before))
                    yield return Slice(target, from, before);
            }
        }
    }

    private static TargetSlice Slice(TargetToCut target, DateOnly from, DateOnly before) => new(
        target.Holder,
        target.Measure,
        target.Length,
        from,
        before,
        target.Value * (before.DayNumber - from.DayNumber) / (target.Before.DayNumber - target.From.DayNumber));

    private static IEnumerable<(DateOnly From, DateOnly Before)> Months(TargetToCut target, ReportPeriod period)
    {
        var end = period.To < target.Before ? period.To.Value : target.Before;
        var from = period.From > target.From ? period.From.Value : target.From;
        while (from < end)
        {
            var next = ReportMonths.MonthOf(from).AddMonths(1);
            var before = next < end ? next : end;
            yield return (from, before);
            from = before;
        }
    }
}

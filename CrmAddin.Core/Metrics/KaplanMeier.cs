namespace CrmAddin.Core.Metrics;

/// <summary>One step of a survival curve.</summary>
/// <param name="Days">The length at which some ended.</param>
/// <param name="AtRisk">How many lasted at least so long.</param>
/// <param name="Ended">How many ended at that length.</param>
/// <param name="Survival">The estimated share that lasts longer.</param>
public sealed record SurvivalStep(int Days, int AtRisk, int Ended, decimal Survival);

/// <summary>
/// How long something lasts when some of it still goes on: the product-limit estimate of Kaplan and Meier, 1958 (J. Amer. Statist. Assoc.
/// 53, 457–481). What goes on counts for as long as it has lasted.
/// </summary>
public static class KaplanMeier
{
    // Thirds and the like must not miss a half by their last digit.
    private const int Digits = 12;

    /// <summary>The steps of the curve, shortest first.</summary>
    /// <param name="ended">The lengths of what has ended.</param>
    /// <param name="open">The lengths so far of what goes on.</param>
    public static IReadOnlyList<SurvivalStep> Curve(IReadOnlyCollection<int> ended, IReadOnlyCollection<int> open)
    {
        int[] all = [.. ended.Concat(open).Order()];
        List<SurvivalStep> steps = [];
        var survival = 1m;
        foreach (var group in ended.GroupBy(days => days).OrderBy(group => group.Key))
        {
            var atRisk = all.Length - FirstFrom(all, group.Key);
            survival = survival * (atRisk - group.Count()) / atRisk;
            steps.Add(new(group.Key, atRisk, group.Count(), decimal.Round(survival, Digits)));
        }

        return steps;
    }

    /// <summary>The length that half of all outlast; null when more than half still go on.</summary>
    public static int? Median(IReadOnlyList<SurvivalStep> curve) => curve.FirstOrDefault(step => step.Survival <= 0.5m)?.Days;

    private static int FirstFrom(int[] sorted, int days)
    {
        var (low, high) = (0, sorted.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = sorted[middle] < days ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}

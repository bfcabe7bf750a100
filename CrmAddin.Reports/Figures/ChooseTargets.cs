using CrmAddin.Core.Targets;

namespace CrmAddin.Reports.Figures;

/// <summary>Which targets add up to a period, so that no month is counted with its quarter.</summary>
public static class ChooseTargets
{
    /// <summary>The target of exactly the period, else its months, else its quarters, else its years; none where the period holds none whole.</summary>
    public static IReadOnlyList<Target> Of(IEnumerable<Target> targets, DateOnly from, DateOnly to)
    {
        var inside = targets.Where(target => target.StartsOn >= from && target.EndsBefore <= to).ToList();
        if (inside.Find(target => target.StartsOn == from && target.EndsBefore == to) is { } whole)
            return [whole];
        return [.. inside.GroupBy(target => target.Period).OrderBy(group => group.Key).FirstOrDefault() ?? Enumerable.Empty<Target>()];
    }
}

namespace CrmAddin.Core.Metrics;

/// <summary>Means and medians of whole numbers, in decimal arithmetic.</summary>
public static class Averages
{
    /// <summary>The arithmetic mean, or null of nothing.</summary>
    public static decimal? Mean(IReadOnlyCollection<int> values) =>
        values.Count == 0 ? null : values.Sum(value => (decimal)value) / values.Count;

    /// <summary>The middle value, or the mean of the two middle ones; null of nothing.</summary>
    public static decimal? Median(IReadOnlyCollection<int> values)
    {
        if (values.Count == 0)
            return null;

        int[] sorted = [.. values.Order()];
        var middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : ((decimal)sorted[middle - 1] + sorted[middle]) / 2;
    }
}

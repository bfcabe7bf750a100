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

    /// <summary>The value under which a share of the values lies, between two neighbours in proportion, as Excel's PERCENTILE does; null of nothing.</summary>
    /// <param name="values">The values.</param>
    /// <param name="share">The share, 0 to 1.</param>
    public static decimal? Percentile(IReadOnlyCollection<int> values, decimal share)
    {
        if (values.Count == 0)
            return null;

        int[] sorted = [.. values.Order()];
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below == sorted.Length - 1 ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }
}

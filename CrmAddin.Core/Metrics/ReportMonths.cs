namespace CrmAddin.Core.Metrics;

/// <summary>The days that a row of a table by month or week stands for: from ≤ day &lt; before. With neither it stands for what has no day.</summary>
/// <param name="From">The first day; null on the row of all earlier ones.</param>
/// <param name="Before">The first day after it.</param>
public readonly record struct DaySlice(DateOnly? From, DateOnly? Before)
{
    /// <summary>The row of what has no day.</summary>
    public static DaySlice NoDate => default;

    /// <summary>Whether it stands for what has no day.</summary>
    public bool IsNoDate => Before is null;

    /// <summary>Whether it stands for everything before the first month or week shown.</summary>
    public bool IsEarlier => From is null && Before is not null;

    /// <summary>Whether the day belongs to it.</summary>
    public bool Contains(DateOnly? day) => day is { } known ? Before is { } end && known < end && (From is null || known >= From) : IsNoDate;
}

/// <summary>The rows of tables by month.</summary>
public static class ReportMonths
{
    /// <summary>How many months are shown at most: ten years, which may begin and end within a month.</summary>
    public const int MaxMonths = 10 * 12 + 1;

    /// <summary>
    /// The months of the days, quiet ones too, after a row of earlier ones where there are more than <see cref="MaxMonths"/>; last a row of
    /// what has no day, where there is any.
    /// </summary>
    public static IReadOnlyList<DaySlice> Of(IEnumerable<DateOnly?> days)
    {
        var hasNoDate = false;
        DateOnly? first = null, last = null;
        foreach (var day in days)
        {
            hasNoDate |= day is null;
            first = first is null || day < first ? day ?? first : first;
            last = last is null || day > last ? day ?? last : last;
        }

        List<DaySlice> slices = first is { } from ? [.. Months(MonthOf(from), MonthOf(last!.Value))] : [];
        if (hasNoDate)
            slices.Add(DaySlice.NoDate);
        return slices;
    }

    /// <summary>The first day of the day's month.</summary>
    public static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static IEnumerable<DaySlice> Months(DateOnly first, DateOnly last)
    {
        var count = (last.Year - first.Year) * 12 + last.Month - first.Month + 1;
        if (count > MaxMonths)
        {
            (first, count) = (last.AddMonths(1 - MaxMonths), MaxMonths);
            yield return new(null, first);
        }

        for (var i = 0; i < count; i++)
            yield return new(first.AddMonths(i), first.AddMonths(i + 1));
    }
}

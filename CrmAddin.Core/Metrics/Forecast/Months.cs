namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>Calendar months by their first day.</summary>
internal static class Months
{
    /// <summary>The month of a day.</summary>
    public static DateOnly StartOf(DateOnly day) => new(day.Year, day.Month, 1);

    /// <summary>The last day of the month of a day.</summary>
    public static DateOnly EndOf(DateOnly day) => StartOf(day).AddMonths(1).AddDays(-1);

    /// <summary>The months from one to another, both included.</summary>
    public static IEnumerable<DateOnly> From(DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1))
            yield return month;
    }
}

namespace CrmAddin.Core.Metrics;

/// <summary>What is counted of a person's work.</summary>
public enum WorkKind
{
    /// <summary>Calls done.</summary>
    Call,

    /// <summary>Appointments that took place.</summary>
    Appointment,

    /// <summary>Visits reported.</summary>
    Visit,

    /// <summary>Tasks done.</summary>
    Task,

    /// <summary>Mails sent.</summary>
    MailSent,

    /// <summary>Mails received.</summary>
    MailReceived,

    /// <summary>Contacts added.</summary>
    ContactAdded,

    /// <summary>Contacts changed later.</summary>
    ContactUpdated,
}

/// <summary>How often somebody did something in a week.</summary>
/// <param name="PersonId">Who; null for nobody that is known.</param>
/// <param name="Week">The Monday of the week; null for all earlier ones.</param>
/// <param name="Kind">What.</param>
/// <param name="Count">How often.</param>
public readonly record struct WorkCount(long? PersonId, DateOnly? Week, WorkKind Kind, int Count);

/// <summary>A person's work in a week.</summary>
/// <param name="PersonId">Who; null for nobody that is known.</param>
/// <param name="Week">The Monday of the week; null for all earlier ones.</param>
/// <param name="Counts">How often, by the number of the kind.</param>
public sealed record PersonWeek(long? PersonId, DateOnly? Week, IReadOnlyList<int> Counts)
{
    /// <summary>How often something was done.</summary>
    public int this[WorkKind kind] => Counts[(int)kind];

    /// <summary>One row a person and week in which anything was done, the newest week first.</summary>
    public static IReadOnlyList<PersonWeek> Of(IEnumerable<WorkCount> counts) =>
    [
        .. counts.Where(count => count.Count > 0).GroupBy(count => (count.PersonId, count.Week))
            .Select(group => new PersonWeek(group.Key.PersonId, group.Key.Week, [.. Enum.GetValues<WorkKind>().Select(kind => group.Where(count => count.Kind == kind).Sum(count => count.Count))]))
            .OrderByDescending(row => row.Week).ThenBy(row => row.PersonId),
    ];

    /// <summary>Everybody's work by week; a week in which nothing was done has zeros.</summary>
    public static IReadOnlyList<PersonWeek> ByWeek(IReadOnlyCollection<PersonWeek> rows, IEnumerable<DateOnly?> weeks)
    {
        var byWeek = rows.ToLookup(row => row.Week);
        return [.. weeks.Select(week => new PersonWeek(null, week, [.. Enum.GetValues<WorkKind>().Select(kind => Sum(byWeek[week], kind))]))];
    }

    /// <summary>How often something was done in all.</summary>
    public static int Sum(IEnumerable<PersonWeek> rows, WorkKind kind) => rows.Sum(row => row[kind]);
}

/// <summary>Weeks of reports: Monday to Sunday, as ISO 8601 has them.</summary>
public static class ReportWeeks
{
    /// <summary>How many weeks are shown at most; what lies before stands in one row.</summary>
    public const int MaxWeeks = 26;

    /// <summary>The Monday of the day's week.</summary>
    public static DateOnly WeekOf(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % 7));

    /// <summary>
    /// The weeks of a period up to the day of reporting, oldest first, each cut to the period; before them, where there are more or the period
    /// has no beginning, a row of all earlier days.
    /// </summary>
    public static IReadOnlyList<DaySlice> Of(ReportPeriod period, DateOnly asOf)
    {
        var end = period.To is { } to && to <= asOf ? to : asOf.AddDays(1);
        if (period.From >= end)
            return [];
        var first = WeekOf(end.AddDays(-1)).AddDays(-7 * (MaxWeeks - 1));
        List<DaySlice> slices = [];
        if (period.From is null || period.From < first)
            slices.Add(new(period.From, first));
        for (var week = period.From > first ? WeekOf(period.From.Value) : first; week < end; week = week.AddDays(7))
            slices.Add(new(Later(week, period.From), Earlier(week.AddDays(7), end)));
        return slices;
    }

    private static DateOnly Later(DateOnly day, DateOnly? other) => other > day ? other.Value : day;

    private static DateOnly Earlier(DateOnly day, DateOnly other) => other < day ? other : day;
}

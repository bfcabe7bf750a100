using CrmAddin.Core.Consent;

namespace CrmAddin.Core.Metrics;

/// <summary>What happened to a person's place on the mailing lists.</summary>
public enum ListChangeKind
{
    /// <summary>Came onto them.</summary>
    Subscribed,

    /// <summary>Left them.</summary>
    Unsubscribed,

    /// <summary>Mail came back, and the person is off them.</summary>
    Bounced,
}

/// <summary>A statement about newsletter or marketing by e-mail, or a mail of a campaign that came back.</summary>
/// <param name="ContactId">Whose.</param>
/// <param name="At">When.</param>
/// <param name="Purpose">What for; null for a mail that came back.</param>
/// <param name="State">Given or withdrawn; null for a mail that came back.</param>
public readonly record struct ListEvent(long ContactId, DateTimeOffset At, ConsentPurpose? Purpose, ConsentState? State);

/// <summary>A person who came onto the mailing lists or left them.</summary>
/// <param name="ContactId">Who.</param>
/// <param name="Day">The day in the firm's time zone.</param>
/// <param name="Kind">What happened.</param>
public readonly record struct ListChange(long ContactId, DateOnly Day, ListChangeKind Kind);

/// <summary>The mailing lists in a month.</summary>
/// <param name="Slice">The month, cut to the period.</param>
/// <param name="SizeAtStart">People on them when it begins.</param>
/// <param name="Subscribed">Who came.</param>
/// <param name="Unsubscribed">Who left.</param>
/// <param name="Bounced">Whose mail came back.</param>
public sealed record ListMonth(DaySlice Slice, int SizeAtStart, int Subscribed, int Unsubscribed, int Bounced)
{
    /// <summary>People on them when it ends.</summary>
    public int SizeAtEnd => SizeAtStart + Subscribed - Unsubscribed - Bounced;

    /// <summary>(Subscribed − unsubscribed − bounced) ÷ size at the start; null when nobody was on them.</summary>
    public decimal? Growth => SizeAtStart == 0 ? null : (decimal)(SizeAtEnd - SizeAtStart) / SizeAtStart;
}

/// <summary>
/// Growth of the mailing lists. A person is on them while consent to newsletter or marketing by e-mail holds for either purpose; a mail that
/// came back takes the person off until they consent again.
/// </summary>
public static class ListGrowthFigures
{
    /// <summary>The changes, oldest first, out of all statements and returned mails by the day of reporting.</summary>
    public static IReadOnlyList<ListChange> Changes(IEnumerable<ListEvent> events, DateOnly asOf, TimeZoneInfo zone) =>
    [
        .. events.GroupBy(one => one.ContactId)
            .SelectMany(person => OfPerson(person.OrderBy(one => one.At).ThenBy(one => one.State ?? ConsentState.Withdrawn), zone))
            .Where(change => change.Day <= asOf)
            .OrderBy(change => change.Day).ThenBy(change => change.ContactId),
    ];

    /// <summary>The months of the period that has come, each from where the one before it ended.</summary>
    public static IReadOnlyList<ListMonth> ByMonth(IReadOnlyCollection<ListChange> changes, ReportPeriod period, DateOnly asOf)
    {
        var end = period.To <= asOf ? period.To.Value : asOf.AddDays(1);
        var first = period.From ?? (changes.Count == 0 ? asOf : changes.Min(change => change.Day));
        if (first >= end)
            return [];
        List<ListMonth> months = [];
        var size = Net(changes.Where(change => change.Day < first));
        foreach (var slice in ReportMonths.Of([first, end.AddDays(-1)]).Select(slice => Cut(slice, period.From, end)))
        {
            ListChange[] inside = [.. changes.Where(change => change.Day >= first && slice.Contains(change.Day))];
            months.Add(new(slice, size, Count(inside, ListChangeKind.Subscribed), Count(inside, ListChangeKind.Unsubscribed), Count(inside, ListChangeKind.Bounced)));
            size = months[^1].SizeAtEnd;
        }

        return months;
    }

    /// <summary>The headline figures, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(IReadOnlyList<ListMonth> months)
    {
        var (start, end) = months.Count == 0 ? (0, 0) : (months[0].SizeAtStart, months[^1].SizeAtEnd);
        return
        [
            Figure.Count(FigureKeys.ListSizeAtStart, start),
            Figure.Count(FigureKeys.ListSubscribed, months.Sum(month => month.Subscribed)),
            Figure.Count(FigureKeys.ListUnsubscribed, months.Sum(month => month.Unsubscribed)),
            Figure.Count(FigureKeys.ListBounced, months.Sum(month => month.Bounced)),
            Figure.Count(FigureKeys.ListSizeAtEnd, end),
            Figure.Rate(FigureKeys.ListGrowth, end - start, start, EmptyReason.ListWasEmpty),
        ];
    }

    private static IEnumerable<ListChange> OfPerson(IEnumerable<ListEvent> events, TimeZoneInfo zone)
    {
        var purposes = new HashSet<ConsentPurpose>();
        foreach (var one in events)
        {
            var wasOn = purposes.Count > 0;
            if (one.Purpose is not { } purpose)
                purposes.Clear();
            else if (one.State == ConsentState.Given)
                purposes.Add(purpose);
            else
                purposes.Remove(purpose);
            if (purposes.Count > 0 != wasOn)
                yield return new(one.ContactId, ReportPeriod.DayOf(one.At, zone), wasOn ? one.Purpose is null ? ListChangeKind.Bounced : ListChangeKind.Unsubscribed : ListChangeKind.Subscribed);
        }
    }

    private static DaySlice Cut(DaySlice month, DateOnly? from, DateOnly end) =>
        new(from is { } first && (month.From is null || first > month.From) ? first : month.From, month.Before > end ? end : month.Before);

    private static int Net(IEnumerable<ListChange> changes) => changes.Sum(change => change.Kind == ListChangeKind.Subscribed ? 1 : -1);

    private static int Count(ListChange[] changes, ListChangeKind kind) => Array.FindAll(changes, change => change.Kind == kind).Length;
}

namespace CrmAddin.Core.Metrics;

/// <summary>Those of one month, source, campaign, owner or type.</summary>
/// <param name="Name">The name, as shown; empty for none, and for a month.</param>
/// <param name="Month">The first day of the month of the first enquiry; null for a row that is none.</param>
/// <param name="People">How many asked.</param>
/// <param name="Deals">How many of them have a deal from an enquiry.</param>
/// <param name="Customers">How many of them bought.</param>
public sealed record ConversionRow(string Name, DateOnly? Month, int People, int Deals, int Customers)
{
    /// <summary>Deals ÷ people.</summary>
    public decimal? LeadToDealRate => Ratio.Of(Deals, People);

    /// <summary>Customers ÷ people.</summary>
    public decimal? ConversionRate => Ratio.Of(Customers, People);
}

/// <summary>One step of the way from an enquiry to a purchase.</summary>
/// <param name="Step">The step.</param>
/// <param name="People">How many took it or a later one.</param>
/// <param name="OfPrevious">Their part of those of the step before; null where there are none, and for the first step.</param>
/// <param name="OfAll">Their part of all; null of none.</param>
/// <param name="MedianDays">Median days from the first enquiry to the step, of those whose day is known.</param>
public sealed record FunnelRow(ConversionStep Step, int People, decimal? OfPrevious, decimal? OfAll, decimal? MedianDays);

/// <summary>How many of those who asked became customers, and how fast.</summary>
public static class ConversionFigures
{
    /// <summary>All headline figures, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(IReadOnlyCollection<ConversionPerson> people)
    {
        var all = RowOf("", null, people);
        return
        [
            Figure.Count(FigureKeys.LeadPeople, all.People),
            Figure.Count(FigureKeys.LeadDeals, all.Deals),
            Figure.Count(FigureKeys.LeadCustomers, all.Customers),
            Figure.Rate(FigureKeys.ConversionRate, all.ConversionRate, EmptyReason.NoLeads),
            Figure.Rate(FigureKeys.LeadToDealRate, all.LeadToDealRate, EmptyReason.NoLeads),
            Median(FigureKeys.MedianDaysToAnswer, people.Select(person => person.DaysToAnswer)),
            Median(FigureKeys.MedianDaysToDeal, people.Select(person => person.DaysToDeal)),
            Median(FigureKeys.MedianDaysToPurchase, people.Select(person => person.DaysToPurchase)),
        ];
    }

    /// <summary>The steps in order, from all who asked to those who bought.</summary>
    public static IReadOnlyList<FunnelRow> Funnel(IReadOnlyCollection<ConversionPerson> people)
    {
        var rows = new List<FunnelRow>();
        foreach (var step in Enum.GetValues<ConversionStep>())
        {
            var count = people.Count(person => person.Reached >= step);
            rows.Add(new(step, count, rows.Count == 0 ? null : Ratio.Of(count, rows[^1].People), Ratio.Of(count, people.Count), MedianDays(people, step)));
        }

        return rows;
    }

    /// <summary>One row a month of first enquiry.</summary>
    public static IReadOnlyList<ConversionRow> ByMonth(IEnumerable<ConversionPerson> people) =>
    [
        .. people.GroupBy(person => new DateOnly(person.AskedOn.Year, person.AskedOn.Month, 1))
            .OrderBy(group => group.Key)
            .TakeLast(ReportMonths.MaxMonths)
            .Select(group => RowOf("", group.Key, [.. group])),
    ];

    /// <summary>One row a name, most people first and those without one last. Names that differ only in case are one, as they are to Excel.</summary>
    public static IReadOnlyList<ConversionRow> By(IEnumerable<ConversionPerson> people, Func<ConversionPerson, string> nameOf) => By(people, person => [nameOf(person)]);

    /// <summary>The same by contact type. A person of several types is in the row of each.</summary>
    public static IReadOnlyList<ConversionRow> ByType(IEnumerable<ConversionPerson> people) => By(people, person => person.TypeNames);

    private static IReadOnlyList<ConversionRow> By(IEnumerable<ConversionPerson> people, Func<ConversionPerson, IEnumerable<string>> namesOf) =>
    [
        .. people.SelectMany(namesOf, (person, name) => (Person: person, Name: name))
            .GroupBy(one => one.Name, one => one.Person, StringComparer.OrdinalIgnoreCase)
            .Select(group => RowOf(group.Key, null, [.. group]))
            .OrderBy(row => row.Name.Length == 0)
            .ThenByDescending(row => row.People)
            .ThenBy(row => row.Name, StringComparer.Ordinal),
    ];

    private static ConversionRow RowOf(string name, DateOnly? month, IReadOnlyCollection<ConversionPerson> people) => new(
        name, month, people.Count, people.Count(person => person.DealOn is not null), people.Count(person => person.BoughtOn is not null));

    private static decimal? MedianDays(IEnumerable<ConversionPerson> people, ConversionStep step) => step switch
    {
        ConversionStep.Answered => Averages.Median([.. people.Select(person => person.DaysToAnswer).OfType<int>()]),
        ConversionStep.Deal => Averages.Median([.. people.Select(person => person.DaysToDeal).OfType<int>()]),
        ConversionStep.Customer => Averages.Median([.. people.Select(person => person.DaysToPurchase).OfType<int>()]),
        _ => null,
    };

    private static Figure Median(string key, IEnumerable<int?> days) => Figure.Days(key, Averages.Median([.. days.OfType<int>()]), EmptyReason.NoDaysKnown);
}

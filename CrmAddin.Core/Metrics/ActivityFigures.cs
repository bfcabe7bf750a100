namespace CrmAddin.Core.Metrics;

/// <summary>A lead and how long it waited for its first response.</summary>
/// <param name="PersonId">Who looks after it; null for nobody.</param>
/// <param name="Minutes">Whole minutes from coming to first response; null while nobody has answered.</param>
public readonly record struct LeadResponse(long? PersonId, int? Minutes)
{
    /// <summary>Hours from coming to first response.</summary>
    public decimal? Hours => Minutes / 60m;
}

/// <summary>A person's contacts.</summary>
/// <param name="PersonId">Who looks after them; null for nobody.</param>
/// <param name="Contacts">How many, without those laid aside.</param>
/// <param name="Touched">How many of them have a plan, or a touch in the last 90 days.</param>
public readonly record struct ContactBase(long? PersonId, int Contacts, int Touched);

/// <summary>A person's work in the period.</summary>
/// <param name="PersonId">Who; null for nobody that is known.</param>
/// <param name="Counts">How often, by the number of the kind.</param>
/// <param name="MedianResponseHours">Median hours to the first response of their leads; null of none.</param>
/// <param name="Contacts">Their contacts; null for a day in the past.</param>
public sealed record PersonWork(long? PersonId, IReadOnlyList<int> Counts, decimal? MedianResponseHours, ContactBase? Contacts)
{
    /// <summary>How often something was done.</summary>
    public int this[WorkKind kind] => Counts[(int)kind];

    /// <summary>Share of contacts with a plan or touch; null without contacts.</summary>
    public decimal? TouchedShare => Contacts is { Contacts: > 0 } some ? (decimal)some.Touched / some.Contacts : null;
}

/// <summary>The headline figures of activity, and the same by person.</summary>
public static class ActivityFigures
{
    /// <summary>For how many days a touch counts.</summary>
    public const int TouchDays = 90;

    /// <summary>The figures that count a kind of work.</summary>
    public static IReadOnlyList<(string Key, WorkKind Kind)> Counts { get; } =
    [
        (FigureKeys.Calls, WorkKind.Call),
        (FigureKeys.Appointments, WorkKind.Appointment),
        (FigureKeys.Visits, WorkKind.Visit),
        (FigureKeys.TasksDone, WorkKind.Task),
        (FigureKeys.MailsSent, WorkKind.MailSent),
        (FigureKeys.MailsReceived, WorkKind.MailReceived),
        (FigureKeys.ContactsAdded, WorkKind.ContactAdded),
        (FigureKeys.ContactsUpdated, WorkKind.ContactUpdated),
    ];

    /// <summary>All figures, in the order in which reports show them.</summary>
    /// <param name="weeks">What was done.</param>
    /// <param name="leads">Leads that came in the period.</param>
    /// <param name="contacts">The contacts; null for a day in the past, of which the store keeps no touches.</param>
    public static IReadOnlyList<Figure> Compute(IReadOnlyCollection<PersonWeek> weeks, IReadOnlyCollection<LeadResponse> leads, IReadOnlyCollection<ContactBase>? contacts)
    {
        int[] minutes = Minutes(leads);
        return
        [
            .. Counts.Select(pair => Figure.Count(pair.Key, PersonWeek.Sum(weeks, pair.Kind))),
            Hours(FigureKeys.LeadResponseHours, Averages.Mean(minutes)),
            Hours(FigureKeys.LeadResponseMedianHours, Averages.Median(minutes)),
            Figure.Count(FigureKeys.UnansweredLeads, leads.Count(lead => lead.Minutes is null)),
            contacts is null
                ? new(FigureKeys.TouchedShare, FigureUnit.Rate, null, EmptyReason.NotKeptForThePast)
                : Figure.Rate(FigureKeys.TouchedShare, contacts.Sum(one => one.Touched), contacts.Sum(one => one.Contacts), EmptyReason.NoContacts),
        ];
    }

    /// <summary>One row a person, in the order of <paramref name="people"/>.</summary>
    public static IReadOnlyList<PersonWork> ByPerson(
        IEnumerable<long?> people, IReadOnlyCollection<PersonWeek> weeks, IReadOnlyCollection<LeadResponse> leads, IReadOnlyCollection<ContactBase>? contacts)
    {
        var byPerson = weeks.ToLookup(week => week.PersonId);
        var leadsOf = leads.ToLookup(lead => lead.PersonId);
        var contactsOf = contacts?.ToLookup(one => one.PersonId);
        return
        [
            .. people.Select(person => new PersonWork(
                person,
                [.. Enum.GetValues<WorkKind>().Select(kind => PersonWeek.Sum(byPerson[person], kind))],
                Averages.Median(Minutes(leadsOf[person])) / 60,
                contactsOf?[person].Cast<ContactBase?>().FirstOrDefault())),
        ];
    }

    private static int[] Minutes(IEnumerable<LeadResponse> leads) => [.. leads.Select(lead => lead.Minutes).OfType<int>()];

    private static Figure Hours(string key, decimal? minutes) => Figure.Number(key, minutes / 60, EmptyReason.NoAnsweredLeads);
}

using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Activity;

/// <summary>What the workbook of activity shows.</summary>
internal static class ActivityContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.Calls),
        new(FigureKeys.Appointments),
        new(FigureKeys.Visits),
        new(FigureKeys.TasksDone),
        new(FigureKeys.MailsSent, FigureKeys.MailsReceived),
        new(FigureKeys.LeadResponseHours, FigureKeys.LeadResponseMedianHours, FigureKeys.UnansweredLeads),
        new(FigureKeys.ContactsAdded, FigureKeys.ContactsUpdated),
        new(FigureKeys.TouchedShare),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(ActivityRows rows)
    {
        var texts = new ActivityTexts(rows.Frame.Language);
        var people = new People(rows.Names, texts);
        var (work, leads, contacts) = (new WorkTable(texts), new LeadTable(texts), new BaseTable(texts));
        LeadResponse[] responses = [.. rows.Leads.Select(lead => lead.Response)];
        var figures = ActivityFigures.Compute(rows.Work, responses, rows.Contacts);
        var formulas = new ActivityFormulas(work, leads, contacts, figures.Single(figure => figure.Key == FigureKeys.TouchedShare).WhyEmpty ?? EmptyReason.NoContacts);
        var owned = rows.Contacts ?? [];
        var byPerson = ActivityFigures.ByPerson(PeopleOf(rows, responses), rows.Work, responses, rows.Contacts);
        var byWeek = PersonWeek.ByWeek(rows.Work, rows.Weeks);
        var blocks = new ActivityBlocks(work, leads, contacts, people, texts);
        return new()
        {
            Texts = texts,
            Figures = figures,
            Cards = _cards,
            FormulaOf = (_, key) => formulas.Of(key),
            Notes = [texts["Note.Mail"]],
            Blocks = [blocks.ByWeek(byWeek), blocks.ByPerson(byPerson), blocks.FeedingByPerson(byPerson), blocks.FeedingByWeek(byWeek)],
            Tables =
            [
                new DataTable<PersonWeek>(texts["Work"], work.Name, work.Columns(rows.Work, people), rows.Work),
                new DataTable<LeadRow>(texts["Leads"], leads.Name, leads.Columns(rows.Leads, people), rows.Leads),
                new DataTable<ContactBase>(texts["Base"], contacts.Name, contacts.Columns(owned, people), owned),
            ],
            TieOuts = rows.StoreTotals is { } store ? [.. Counted(store)] : [],
        };
    }

    // Whoever did most comes first; who only has leads or contacts follows.
    private static IEnumerable<long?> PeopleOf(ActivityRows rows, LeadResponse[] responses) =>
    [
        .. rows.Work.GroupBy(row => row.PersonId).OrderByDescending(group => group.Sum(row => row.Counts.Sum())).ThenBy(group => group.Key).Select(group => group.Key)
            .Concat(responses.Select(response => response.PersonId)).Concat((rows.Contacts ?? []).Select(one => one.PersonId)).Distinct(),
    ];

    private static IEnumerable<TieOut> Counted(IReadOnlyList<WorkCount> store) => ActivityFigures.Counts
        .Where(count => count.Kind is not (WorkKind.ContactAdded or WorkKind.ContactUpdated))
        .Select(count => TieOut.Count(count.Key, store.Where(work => work.Kind == count.Kind).Sum(work => work.Count)));
}

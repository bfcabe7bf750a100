using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class ActivityFiguresTests
{
    private static readonly DateOnly _monday = new(2026, 11, 16);

    [Fact]
    public void Work_is_counted_by_person_and_week_and_in_all()
    {
        var weeks = PersonWeek.Of([new(7, _monday, WorkKind.Call, 3), new(7, _monday, WorkKind.MailSent, 5), new(7, _monday.AddDays(-7), WorkKind.Call, 2), new(8, _monday, WorkKind.Visit, 1), new(8, _monday, WorkKind.Task, 0)]);

        weeks.Select(row => (row.PersonId, row.Week, row[WorkKind.Call], row[WorkKind.MailSent], row[WorkKind.Visit])).ShouldBe(
            [(7, _monday, 3, 5, 0), (8, _monday, 0, 0, 1), (7, _monday.AddDays(-7), 2, 0, 0)]);
        var figures = ActivityFigures.Compute(weeks, [], []).ToDictionary(figure => figure.Key);
        figures[FigureKeys.Calls].Value.ShouldBe(5);
        figures[FigureKeys.TasksDone].Value.ShouldBe(0);
        figures[FigureKeys.LeadResponseHours].WhyEmpty.ShouldBe(EmptyReason.NoAnsweredLeads);
        figures[FigureKeys.TouchedShare].WhyEmpty.ShouldBe(EmptyReason.NoContacts);
    }

    [Fact]
    public void The_first_response_takes_answered_leads_and_the_others_are_counted_apart()
    {
        LeadResponse[] leads = [new(7, 60), new(7, 150), new(8, 600), new(8, null)];

        var figures = ActivityFigures.Compute([], leads, []).ToDictionary(figure => figure.Key, figure => figure.Value);

        (figures[FigureKeys.LeadResponseHours], figures[FigureKeys.LeadResponseMedianHours], figures[FigureKeys.UnansweredLeads]).ShouldBe((4.5m, 2.5m, 1));
        ActivityFigures.ByPerson([7, 8], [], leads, []).Select(row => row.MedianResponseHours).ShouldBe([1.75m, 10]);
    }

    [Fact]
    public void The_share_of_contacts_with_a_touch_is_of_all_contacts_and_of_the_past_nobody_knows_it()
    {
        ContactBase[] contacts = [new(7, 30, 12), new(null, 10, 0)];

        Touched(contacts).ShouldBe((0.3m, null));
        Touched(null).ShouldBe((null, EmptyReason.NotKeptForThePast));
        ActivityFigures.ByPerson([7, null], [], [], contacts).Select(row => row.TouchedShare).ShouldBe([0.4m, 0]);
    }

    [Fact]
    public void Weeks_begin_on_Monday_are_cut_to_the_period_and_leave_older_days_in_one_row()
    {
        ReportWeeks.WeekOf(new(2026, 11, 22)).ShouldBe(_monday);
        ReportWeeks.WeekOf(_monday).ShouldBe(_monday);

        ReportWeeks.Of(new(new(2026, 11, 11), new(2026, 11, 18)), new(2026, 11, 22)).ShouldBe(
            [new(new(2026, 11, 11), new(2026, 11, 16)), new(new(2026, 11, 16), new(2026, 11, 18))]);
        var all = ReportWeeks.Of(ReportPeriod.All, new(2026, 11, 22));
        (all.Count, all[0], all[^1]).ShouldBe((27, new(null, _monday.AddDays(-7 * 25)), new(_monday, new(2026, 11, 23))));
        ReportWeeks.Of(new(new(2026, 12, 1), null), new(2026, 11, 22)).ShouldBeEmpty();
    }

    private static (decimal?, EmptyReason?) Touched(ContactBase[]? contacts)
    {
        var figure = ActivityFigures.Compute([], [], contacts).Single(one => one.Key == FigureKeys.TouchedShare);
        return (figure.Value, figure.WhyEmpty);
    }
}

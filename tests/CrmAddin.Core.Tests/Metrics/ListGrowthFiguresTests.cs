using CrmAddin.Core.Consent;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class ListGrowthFiguresTests
{
    private static readonly DateOnly _asOf = new(2026, 11, 22);

    [Fact]
    public void Growth_is_who_came_less_who_left_and_bounced_over_the_size_at_the_start()
    {
        // Ten people on the lists; in November 3 come, 1 leaves and 1 bounces: (3 − 1 − 1) ÷ 10.
        List<ListEvent> events = [.. Enumerable.Range(1, 10).Select(id => Given(id, 10, 1))];
        events.AddRange([Given(11, 11, 2), Given(12, 11, 3), Given(13, 11, 4), Withdrawn(1, 11, 5), Bounced(2, 11, 6)]);

        var months = ListGrowthFigures.ByMonth(ListGrowthFigures.Changes(events, _asOf, TimeZoneInfo.Utc), new(new(2026, 11, 1), new(2026, 12, 1)), _asOf);
        var figures = ListGrowthFigures.Compute(months).ToDictionary(figure => figure.Key, figure => figure.Value);

        (figures[FigureKeys.ListSizeAtStart], figures[FigureKeys.ListSizeAtEnd], figures[FigureKeys.ListGrowth]).ShouldBe((10, 11, 0.1m));
        months.ShouldBe([new(new(new(2026, 11, 1), new(2026, 11, 23)), 10, 3, 1, 1)]);
    }

    [Fact]
    public void A_person_is_on_the_lists_once_until_the_last_purpose_is_withdrawn()
    {
        ListEvent[] events = [Given(1, 9, 1), Given(1, 9, 2, ConsentPurpose.Marketing), Withdrawn(1, 9, 3), Withdrawn(1, 9, 4, ConsentPurpose.Marketing), Withdrawn(1, 9, 5)];

        ListGrowthFigures.Changes(events, _asOf, TimeZoneInfo.Utc).ShouldBe([new(1, new(2026, 9, 1), ListChangeKind.Subscribed), new(1, new(2026, 9, 4), ListChangeKind.Unsubscribed)]);
    }

    [Fact]
    public void Mail_that_came_back_takes_a_person_off_until_they_consent_again()
    {
        ListEvent[] events = [Given(1, 9, 1), Bounced(1, 9, 2), Bounced(1, 9, 3), Withdrawn(1, 9, 4), Given(1, 9, 5)];

        ListGrowthFigures.Changes(events, _asOf, TimeZoneInfo.Utc).Select(change => change.Kind).ShouldBe([ListChangeKind.Subscribed, ListChangeKind.Bounced, ListChangeKind.Subscribed]);
    }

    [Fact]
    public void Of_a_consent_and_a_withdrawal_of_one_moment_the_withdrawal_holds() =>
        ListGrowthFigures.Changes([Withdrawn(1, 9, 1), Given(1, 9, 1)], _asOf, TimeZoneInfo.Utc).Select(change => change.Kind)
            .ShouldBe([ListChangeKind.Subscribed, ListChangeKind.Unsubscribed]);

    [Fact]
    public void Days_are_those_of_the_firms_time_zone_and_later_ones_do_not_count()
    {
        var riyadh = TimeZoneInfo.CreateCustomTimeZone("Riyadh", TimeSpan.FromHours(3), "Riyadh", "Riyadh");
        var late = new ListEvent(1, new(2026, 10, 31, 22, 0, 0, TimeSpan.Zero), ConsentPurpose.Newsletter, ConsentState.Given);

        ListGrowthFigures.Changes([late], _asOf, riyadh).Single().Day.ShouldBe(new(2026, 11, 1));
        ListGrowthFigures.Changes([Given(1, 11, 23)], _asOf, TimeZoneInfo.Utc).ShouldBeEmpty();
    }

    [Fact]
    public void Without_anybody_at_the_start_growth_is_empty_with_its_reason() =>
        ListGrowthFigures.Compute([]).Single(figure => figure.Key == FigureKeys.ListGrowth).WhyEmpty.ShouldBe(EmptyReason.ListWasEmpty);

    [Fact]
    public void Each_month_begins_where_the_one_before_ended()
    {
        var changes = ListGrowthFigures.Changes([Given(1, 8, 5), Given(2, 9, 1), Withdrawn(1, 10, 10)], _asOf, TimeZoneInfo.Utc);

        var months = ListGrowthFigures.ByMonth(changes, ReportPeriod.All, _asOf);

        months.Select(month => (month.SizeAtStart, month.SizeAtEnd)).ShouldBe([(0, 1), (1, 2), (2, 1), (1, 1)]);
        months.Select(month => month.Growth).ShouldBe([null, 1, -0.5m, 0]);
    }

    private static ListEvent Given(long contact, int month, int day, ConsentPurpose purpose = ConsentPurpose.Newsletter) => new(contact, At(month, day), purpose, ConsentState.Given);

    private static ListEvent Withdrawn(long contact, int month, int day, ConsentPurpose purpose = ConsentPurpose.Newsletter) => new(contact, At(month, day), purpose, ConsentState.Withdrawn);

    private static ListEvent Bounced(long contact, int month, int day) => new(contact, At(month, day), null, null);

    private static DateTimeOffset At(int month, int day) => new(2026, month, day, 9, 0, 0, TimeSpan.Zero);
}

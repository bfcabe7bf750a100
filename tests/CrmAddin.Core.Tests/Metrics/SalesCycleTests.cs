using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class SalesCycleTests
{
    private static readonly DateOnly _asOf = new(2026, 11, 22);

    [Fact]
    public void The_cycle_is_told_by_mean_median_and_90th_percentile()
    {
        // Excel: PERCENTILE({10,20,30,40,100},0.9) = 76.
        WonCycle[] cycles = [Of("Layla", 10), Of("Layla", 100), Of("Omar", 20), Of("Omar", 30), Of("Omar", 40), Of("Omar", null)];

        var figures = SalesCycle.Figures(cycles).ToDictionary(figure => figure.Key, figure => figure.Value);

        figures[FigureKeys.WonWithDates].ShouldBe(5);
        figures[FigureKeys.SalesCycleDays].ShouldBe(40);
        figures[FigureKeys.SalesCycleMedianDays].ShouldBe(30);
        figures[FigureKeys.SalesCycleSlowDays].ShouldBe(76);
        SalesCycle.By(cycles, cycle => cycle.Owner).ShouldBe([new("Omar", 3, 30, 30, 38), new("Layla", 2, 55, 55, 91)]);
    }

    [Fact]
    public void Without_a_won_deal_the_cycle_is_empty_with_its_reason() =>
        SalesCycle.Figures([Of("Layla", null)]).Where(figure => figure.Value is null).Select(figure => figure.WhyEmpty)
            .ShouldBe([EmptyReason.NoWonDealWithDates, EmptyReason.NoWonDealWithDates, EmptyReason.NoWonDealWithDates]);

    [Fact]
    public void The_survival_curve_equals_the_published_one_of_the_remission_times()
    {
        // Remission of 21 patients under 6-MP, Freireich 1963, as in every textbook of survival analysis.
        int[] ended = [6, 6, 6, 7, 10, 13, 16, 22, 23];
        int[] open = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

        var curve = KaplanMeier.Curve(ended, open);

        curve.Select(step => step.Days).ShouldBe([6, 7, 10, 13, 16, 22, 23]);
        curve.Select(step => step.AtRisk).ShouldBe([21, 17, 15, 12, 11, 7, 6]);
        curve.Select(step => decimal.Round(step.Survival, 4)).ShouldBe([0.8571m, 0.8067m, 0.7529m, 0.6902m, 0.6275m, 0.5378m, 0.4482m]);
        KaplanMeier.Median(curve).ShouldBe(23);
    }

    [Fact]
    public void A_curve_of_which_most_go_on_has_no_median() => KaplanMeier.Median(KaplanMeier.Curve([5], [6, 7, 8])).ShouldBeNull();

    [Fact]
    public void A_half_made_of_thirds_is_a_half() => KaplanMeier.Median(KaplanMeier.Curve([1, 1, 2], [3, 3, 3])).ShouldBe(2);

    [Fact]
    public void Stays_end_with_the_next_move_and_open_ones_last_until_the_day_of_reporting()
    {
        StageEntry[] entries =
        [
            new(1, 10, new(2026, 11, 1)), new(1, 20, new(2026, 11, 5)), new(1, 30, new(2026, 11, 15)),
            new(2, 10, new(2026, 11, 2)), new(2, 20, new(2026, 11, 10)),
            new(3, 30, new(2026, 11, 3)),
        ];

        var stays = StageStays.Of(entries, new HashSet<long> { 10, 20 }, ReportPeriod.All, _asOf);

        stays.ShouldBe(
        [
            new(1, 10, new(2026, 11, 1), new(2026, 11, 5), 4),
            new(1, 20, new(2026, 11, 5), new(2026, 11, 15), 10),
            new(2, 10, new(2026, 11, 2), new(2026, 11, 10), 8),
            new(2, 20, new(2026, 11, 10), null, 12),
        ]);
        StageStays.Durations(stays).ShouldBe([new(10, 2, 6, 7.6m, 0, null, 4), new(20, 1, 10, 10, 1, 12, 10)]);
    }

    [Fact]
    public void A_period_takes_the_stays_that_ended_in_it_and_a_past_day_those_that_went_on_then()
    {
        StageEntry[] entries = [new(1, 10, new(2026, 11, 1)), new(1, 20, new(2026, 11, 5)), new(1, 30, new(2026, 11, 15))];
        var stages = new HashSet<long> { 10, 20 };

        StageStays.Of(entries, stages, new(new(2026, 11, 6), null), _asOf).ShouldBe([new(1, 20, new(2026, 11, 5), new(2026, 11, 15), 10)]);
        StageStays.Of(entries, stages, ReportPeriod.All, new(2026, 11, 7)).ShouldBe(
            [new(1, 10, new(2026, 11, 1), new(2026, 11, 5), 4), new(1, 20, new(2026, 11, 5), null, 2)]);
    }

    private static WonCycle Of(string owner, int? days) => new("Sales", owner, "", days);
}

using CrmAddin.Core.Metrics;
using CrmAddin.Core.Targets;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class TargetFiguresTests
{
    private static readonly TargetHolder _firm = new(TargetScope.Company, 0);
    private static readonly TargetHolder _layla = new(TargetScope.Person, 7);
    private static readonly TargetHolder _omar = new(TargetScope.Person, 8);

    [Fact]
    public void Attainment_and_run_rate_follow_the_worked_example()
    {
        // April has 30 days; by the 10th a third of it has come. 4,000 of 10,000 won: 0.4, at this pace 12,000.
        var won = new WonByDay();
        won.Add(_firm, new(new(2026, 4, 1), 1_500));
        won.Add(_firm, new(new(2026, 4, 10), 2_500));
        won.Add(_firm, new(new(2026, 4, 11), 99_999));
        won.Add(_firm, new(new(2026, 3, 31), 99_999));

        var figures = Figures(won, new(2026, 4, 10), ReportPeriod.All, Month(_firm, 4, 10_000));

        (figures[FigureKeys.TargetAmount], figures[FigureKeys.TargetWonAmount], figures[FigureKeys.TargetAttainment]).ShouldBe((10_000, 4_000, 0.4m));
        (figures[FigureKeys.TargetRunRate], figures[FigureKeys.TargetRunRateAttainment]).ShouldBe((12_000, 1.2m));
    }

    [Fact]
    public void A_quarter_counts_in_the_months_without_a_target_of_their_own()
    {
        var slices = TargetSlices.Cut([new(_firm, TargetMeasure.Amount, TargetPeriod.Quarter, new(2026, 4, 1), new(2026, 7, 1), 9_100), Month(_firm, 5, 500)], ReportPeriod.All);

        slices.Select(slice => (slice.From, slice.Value)).ShouldBe([(new(2026, 4, 1), 3_000), (new(2026, 5, 1), 500), (new(2026, 6, 1), 3_000)]);
    }

    [Fact]
    public void A_year_counts_in_a_period_by_its_days()
    {
        var slices = TargetSlices.Cut([new(_firm, TargetMeasure.Amount, TargetPeriod.Year, new(2026, 1, 1), new(2027, 1, 1), 365)], new(new(2026, 1, 20), new(2026, 2, 11)));

        slices.Select(slice => (slice.From, slice.Before, slice.Value)).ShouldBe([(new(2026, 1, 20), new(2026, 2, 1), 12), (new(2026, 2, 1), new(2026, 2, 11), 10)]);
    }

    [Fact]
    public void A_target_outside_the_period_does_not_count()
    {
        var figures = TargetFigures.Compute(new WonByDay().Measure(TargetSlices.Cut([Month(_firm, 4, 10)], new(new(2026, 5, 1), null)), new(2026, 5, 9)));

        figures.ShouldAllBe(figure => figure.Value == null && figure.WhyEmpty == EmptyReason.NoTarget);
    }

    [Fact]
    public void Before_its_first_day_a_target_has_no_run_rate()
    {
        var figures = TargetFigures.Compute(new WonByDay().Measure(TargetSlices.Cut([Month(_firm, 4, 10)], ReportPeriod.All), new(2026, 3, 31)));

        figures.Single(figure => figure.Key == FigureKeys.TargetRunRate).WhyEmpty.ShouldBe(EmptyReason.TargetNotBegun);
        figures.Single(figure => figure.Key == FigureKeys.TargetAttainment).Value.ShouldBe(0);
    }

    [Fact]
    public void The_firms_target_makes_the_headline_and_its_peoples_where_it_has_none()
    {
        var won = new WonByDay();
        foreach (var holder in new[] { _firm, _layla })
            won.Add(holder, new(new(2026, 4, 2), 60));

        var both = Figures(won, new(2026, 4, 30), ReportPeriod.All, Month(_firm, 4, 100), Month(_layla, 4, 70), Month(_omar, 4, 50));
        var people = Figures(won, new(2026, 4, 30), ReportPeriod.All, Month(_layla, 4, 70), Month(_omar, 4, 50));

        (both[FigureKeys.TargetAmount], both[FigureKeys.TargetWonAmount]).ShouldBe((100, 60));
        (people[FigureKeys.TargetAmount], people[FigureKeys.TargetWonAmount], people[FigureKeys.TargetAttainment]).ShouldBe((120, 60, 0.5m));
    }

    [Fact]
    public void A_target_of_a_number_counts_deals_and_not_amounts()
    {
        var won = new WonByDay();
        won.Add(_firm, new(new(2026, 4, 2), 60));
        won.Add(_firm, new(new(2026, 4, 2), null));

        var figures = Figures(won, new(2026, 4, 30), ReportPeriod.All, Month(_firm, 4, 8) with { Measure = TargetMeasure.Count });

        (figures[FigureKeys.TargetCount], figures[FigureKeys.TargetWonCount], figures[FigureKeys.TargetCountAttainment], figures[FigureKeys.TargetAmount]).ShouldBe((8, 2, 0.25m, null));
    }

    [Fact]
    public void Months_show_target_and_won_of_the_headline()
    {
        var won = new WonByDay();
        won.Add(_firm, new(new(2026, 5, 2), 60));

        var parts = won.Measure(TargetSlices.Cut([Month(_firm, 4, 100), Month(_firm, 5, 110), Month(_layla, 5, 70)], ReportPeriod.All), new(2026, 5, 30));

        TargetFigures.ByMonth(parts).ShouldBe([new(new(2026, 4, 1), 100, 0), new(new(2026, 5, 1), 110, 60)]);
    }

    private static Dictionary<string, decimal?> Figures(WonByDay won, DateOnly asOf, ReportPeriod period, params TargetToCut[] targets) =>
        TargetFigures.Compute(won.Measure(TargetSlices.Cut(targets, period), asOf)).ToDictionary(figure => figure.Key, figure => figure.Value);

    private static TargetToCut Month(TargetHolder holder, int month, decimal value) =>
        new(holder, TargetMeasure.Amount, TargetPeriod.Month, new(2026, month, 1), new DateOnly(2026, month, 1).AddMonths(1), value);
}

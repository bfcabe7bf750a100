using System.Text.Json;
using CrmAddin.Core.Metrics;
using CrmAddin.Core.Tests.Capture;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class PipelineFiguresTests
{
    private static readonly DateOnly _asOf = new(2026, 11, 22);
    private static readonly PipelineSettings _all = new(ReportPeriod.All, _asOf, new());

    [Fact]
    public void Weighted_and_forecast_follow_the_worked_example()
    {
        PipelineDeal[] deals =
        [
            Open(3_800, 0.9m),
            Open(22_500, 0.2m),
            Closed(DealStanding.Won, 5_000, closedOn: new(2026, 11, 3)),
        ];

        Value(deals, FigureKeys.WeightedAmount).ShouldBe(7_920m);
        Value(deals, FigureKeys.ForecastAmount).ShouldBe(12_920m);
    }

    [Fact]
    public void Weighted_amounts_follow_the_published_examples()
    {
        if (PublishedExamples() is not { } examples)
            return;

        foreach (var example in examples.RootElement.GetProperty("weighted_pipeline").EnumerateArray())
        {
            PipelineDeal[] deals = [.. example.GetProperty("deals").EnumerateArray().Select(pair => Open(pair[0].GetDecimal(), pair[1].GetDecimal()))];
            decimal[] expected = [.. example.GetProperty("weighted").EnumerateArray().Select(value => value.GetDecimal())];
            deals.Select(deal => deal.WeightedAmount).ShouldBe(expected);
            Value(deals, FigureKeys.WeightedAmount).ShouldBe(expected.Sum());
        }
    }

    [Fact]
    public void Deals_on_hold_and_cancelled_are_in_no_amount()
    {
        PipelineDeal[] deals = [Open(100, 0.5m), Open(900, 0.5m) with { Standing = DealStanding.OnHold }, Open(7_000, 0.9m) with { Standing = DealStanding.Cancelled }];

        Value(deals, FigureKeys.OpenCount).ShouldBe(1);
        Value(deals, FigureKeys.OpenAmount).ShouldBe(100);
        Value(deals, FigureKeys.ForecastAmount).ShouldBe(50);
    }

    [Fact]
    public void Commit_and_best_case_take_the_full_amount_from_their_thresholds_on()
    {
        PipelineDeal[] deals = [Open(1, 0.39m), Open(10, 0.4m), Open(100, 0.69m), Open(1_000, 0.7m)];

        Value(deals, FigureKeys.CommitAmount).ShouldBe(1_000);
        Value(deals, FigureKeys.BestCaseAmount).ShouldBe(1_110);
    }

    [Fact]
    public void Closed_deals_count_by_closing_day_with_the_end_of_the_period_outside()
    {
        PipelineDeal[] deals =
        [
            Closed(DealStanding.Won, 10, new(2026, 1, 1)),
            Closed(DealStanding.Won, 20, new(2026, 1, 31)),
            Closed(DealStanding.Won, 40, new(2026, 2, 1)),
            Closed(DealStanding.Lost, 30, new(2026, 1, 15)),
            Closed(DealStanding.Won, 80, null),
        ];
        var january = new PipelineSettings(new(new(2026, 1, 1), new(2026, 2, 1)), _asOf, new());

        Value(deals, FigureKeys.WonAmount, january).ShouldBe(30);
        Value(deals, FigureKeys.WonCount, january).ShouldBe(2);
        Value(deals, FigureKeys.LostAmount, january).ShouldBe(30);
        Value(deals, FigureKeys.WinRate, january).ShouldBe(2m / 3);
        Value(deals, FigureKeys.WinRateByAmount, january).ShouldBe(0.5m);
        Value(deals, FigureKeys.WonAmount).ShouldBe(150);
    }

    [Fact]
    public void A_figure_without_a_denominator_is_empty_with_its_reason()
    {
        var figures = PipelineFigures.Compute([Open(100, 0.5m)], _all).ToDictionary(figure => figure.Key);

        figures[FigureKeys.WinRate].ShouldBe(new(FigureKeys.WinRate, FigureUnit.Rate, null, EmptyReason.NoClosedDeals));
        figures[FigureKeys.WinRateByAmount].WhyEmpty.ShouldBe(EmptyReason.NoClosedAmount);
        figures[FigureKeys.MeanDaysToClose].WhyEmpty.ShouldBe(EmptyReason.NoClosedDealWithDates);
        figures[FigureKeys.SalesCycleMedianDays].WhyEmpty.ShouldBe(EmptyReason.NoWonDealWithDates);
        figures[FigureKeys.SlippedMedianDays].WhyEmpty.ShouldBe(EmptyReason.NoSlippedDeals);
        figures[FigureKeys.LostCount].Value.ShouldBe(0);
    }

    [Fact]
    public void Days_to_close_take_won_and_lost_and_the_sales_cycle_only_won()
    {
        PipelineDeal[] deals =
        [
            Lasting(DealStanding.Won, 10),
            Lasting(DealStanding.Won, 20),
            Lasting(DealStanding.Lost, 60),
            Closed(DealStanding.Won, 5, new(2026, 3, 1)),
            Closed(DealStanding.Won, 5, new(2026, 3, 1)) with { OpenedOn = new(2026, 3, 2) },
        ];

        Value(deals, FigureKeys.MeanDaysToClose).ShouldBe(30);
        Value(deals, FigureKeys.MedianDaysToClose).ShouldBe(20);
        Value(deals, FigureKeys.SalesCycleDays).ShouldBe(15);
        Value(deals, FigureKeys.SalesCycleMedianDays).ShouldBe(15);
    }

    [Fact]
    public void Closing_this_month_takes_open_deals_expected_in_the_month_of_reporting()
    {
        PipelineDeal[] deals = [Expected(1, new(2026, 10, 31)), Expected(10, new(2026, 11, 1)), Expected(100, new(2026, 11, 30)), Expected(1_000, new(2026, 12, 1)), Expected(10_000, null)];

        Value(deals, FigureKeys.ClosingThisMonth).ShouldBe(2);
        Value(deals, FigureKeys.ClosingThisMonthAmount).ShouldBe(110);
    }

    [Fact]
    public void Slippage_counts_deals_moved_later_with_their_median_days()
    {
        PipelineDeal[] deals = [Open(10, 0.5m) with { SlippedDays = 7 }, Open(20, 0.5m) with { SlippedDays = 21 }, Open(40, 0.5m), Lasting(DealStanding.Lost, 9) with { SlippedDays = 30, Amount = 80 }];

        Value(deals, FigureKeys.SlippedCount).ShouldBe(3);
        Value(deals, FigureKeys.SlippedAmount).ShouldBe(110);
        Value(deals, FigureKeys.SlippedMedianDays).ShouldBe(21);
    }

    private static decimal? Value(PipelineDeal[] deals, string key, PipelineSettings? settings = null) =>
        PipelineFigures.Compute(deals, settings ?? _all).Single(figure => figure.Key == key).Value;

    private static PipelineDeal Open(decimal amount, decimal probability) => new() { Standing = DealStanding.Open, Amount = amount, Probability = probability };

    private static PipelineDeal Expected(decimal amount, DateOnly? day) => Open(amount, 0.5m) with { ExpectedCloseOn = day };

    private static PipelineDeal Closed(DealStanding standing, decimal amount, DateOnly? closedOn) => new() { Standing = standing, Amount = amount, ClosedOn = closedOn };

    private static PipelineDeal Lasting(DealStanding standing, int days) =>
        Closed(standing, 1, new DateOnly(2026, 5, 1).AddDays(days)) with { OpenedOn = new(2026, 5, 1) };

    private static JsonDocument? PublishedExamples() =>
        SharedData.Find("pipeline/metric_worked_examples.json") is { } path ? JsonDocument.Parse(File.ReadAllText(path)) : null;
}

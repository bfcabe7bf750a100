using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;

namespace CrmAddin.Core.Tests.Metrics.Forecast;

public sealed class BackTestTests
{
    private static readonly ForecastSettings _settings = new();

    [Fact]
    public void The_band_of_firms_whose_truth_is_known_holds_four_of_five_months_and_beats_the_weighted_sum()
    {
        var tested = new BackTestResult([.. new[] { 1, 2, 3, 4, 5, 6 }.SelectMany(seed => BackTest.Compute(GeneratedFirm.Deals(seed), GeneratedFirm.AsOf, _settings).Months)]);

        tested.Months.Count.ShouldBe(6 * (12 + 11 + 10));
        tested.HitRate!.Value.ShouldBe(0.8m, 0.05m);
        tested.ForecastError!.Value.ShouldBeLessThan(tested.WeightedError!.Value / 3);
        tested.Ahead(1).ForecastError!.Value.ShouldBeLessThan(tested.Ahead(1).WeightedError!.Value / 2);
    }

    [Fact]
    public void A_history_of_opened_and_closed_days_alone_is_enough_for_a_band_that_holds()
    {
        if (MavenDeals.Find() is not { } deals)
            return;

        var result = BackTest.Compute(deals, MavenDeals.AsOf, _settings);

        result.Months.Count.ShouldBe(18);
        result.HitRate!.Value.ShouldBeInRange(0.7m, 0.95m);
        result.ForecastError!.Value.ShouldBeLessThan(0.3m);
        // No amount and no expected close of an open deal was known then: the weighted sum had nothing to weigh.
        (result.WeightedError, result.WhyNoWeightedError).ShouldBe((null, EmptyReason.NothingExpectedThen));
    }

    [Fact]
    public void Nothing_that_happened_later_changes_a_past_forecast()
    {
        var deals = GeneratedFirm.Deals(seed: 1);
        var day = new DateOnly(2025, 12, 31);

        var before = Forecast(deals, day);
        var after = Forecast([.. deals.Where(deal => deal.OpenedOn <= day).Select(deal => AsItWas(deal, day)), GeneratedLater(day)], day);

        after.ShouldBe(before);
    }

    [Fact]
    public void The_same_history_gives_the_same_band_and_another_seed_nearly_the_same()
    {
        var deals = GeneratedFirm.Deals(seed: 2);

        var band = Forecast(deals, GeneratedFirm.AsOf)[0];

        Forecast(deals, GeneratedFirm.AsOf)[0].ShouldBe(band);
        var other = Forecast(deals, GeneratedFirm.AsOf, _settings with { Seed = 99 })[0];
        other.ShouldNotBe(band);
        other.Median.ShouldBe(band.Median, band.Median * 0.05m);
        band.Low.ShouldBeLessThan(band.Median);
        band.Median.ShouldBeLessThan(band.High);
    }

    [Fact]
    public void A_month_that_is_running_counts_what_is_won_so_far()
    {
        var deals = GeneratedFirm.Deals(seed: 3);
        var day = new DateOnly(2026, 6, 20);

        var band = Forecast(deals, day)[0];

        band.Month.ShouldBe(new(2026, 6, 1));
        band.WonSoFar.ShouldBe(deals.Where(deal => deal.IsWon && deal.ClosedOn >= band.Month && deal.ClosedOn <= day).Sum(deal => deal.Amount!.Value));
        band.WonSoFar.ShouldBeGreaterThan(0);
        band.Low.ShouldBeGreaterThanOrEqualTo(band.WonSoFar);
        band.Weighted.ShouldBeGreaterThanOrEqualTo(band.WonSoFar);
    }

    [Fact]
    public void Histories_without_closings_or_amounts_are_not_tested()
    {
        var open = GeneratedFirm.Deals(seed: 4).ConvertAll(deal => deal with { ClosedOn = null, IsWon = false });
        var withoutAmounts = GeneratedFirm.Deals(seed: 4).ConvertAll(deal => deal with { Amount = null });

        BackTest.Compute([], GeneratedFirm.AsOf, _settings).Months.ShouldBeEmpty();
        BackTest.Compute(open, GeneratedFirm.AsOf, _settings).Months.ShouldBeEmpty();
        BackTest.Compute(withoutAmounts, GeneratedFirm.AsOf, _settings).Months.ShouldBeEmpty();
        new BackTestResult([]).HitRate.ShouldBeNull();
        new BackTestResult([]).ForecastError.ShouldBeNull();
    }

    private static IReadOnlyList<MonthBand> Forecast(IReadOnlyList<ForecastDeal> deals, DateOnly day, ForecastSettings? settings = null) =>
        ForecastMonths.Compute(deals, LearnForecast.AsOf(deals, day, settings ?? _settings)!, 3, settings ?? _settings, isNow: false);

    private static ForecastDeal AsItWas(ForecastDeal deal, DateOnly day)
    {
        var stage = deal.StageOn(day) ?? deal.StageId;
        var isClosed = deal.IsClosedBy(day);
        return deal with
        {
            StageId = stage,
            ClosedOn = isClosed ? deal.ClosedOn : null,
            IsWon = isClosed && deal.IsWon,
            Probability = GeneratedFirm.Probabilities[stage],
            Stages = [.. deal.Stages.Where(move => move.On <= day)],
        };
    }

    private static ForecastDeal GeneratedLater(DateOnly day) => new()
    {
        Id = 1_000_000,
        StageId = GeneratedFirm.Won,
        KnownFrom = day.AddDays(1),
        OpenedOn = day.AddDays(1),
        ClosedOn = day.AddDays(2),
        IsWon = true,
        Amount = 1_000_000_000,
    };
}

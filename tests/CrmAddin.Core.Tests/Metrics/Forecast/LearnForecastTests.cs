using CrmAddin.Core.Metrics.Forecast;

namespace CrmAddin.Core.Tests.Metrics.Forecast;

public sealed class LearnForecastTests
{
    private static readonly ForecastSettings _settings = new();

    [Fact]
    public void Owners_who_win_more_have_better_chances_drawn_towards_the_whole()
    {
        var model = LearnForecast.AsOf(GeneratedFirm.Deals(seed: 1), GeneratedFirm.AsOf, _settings)!;

        double[] chances = [.. Enumerable.Range(0, 5).Select(owner => model.WinChance(new(0, owner, null), _settings.WinWithinDays))];

        chances.Zip(chances.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
        for (var owner = 0; owner < 5; owner++)
            chances[owner].ShouldBe(GeneratedFirm.Skill(owner), 0.07);
        var whole = model.WinChance(new(0, null, null), _settings.WinWithinDays);
        model.WinChance(new(0, 77, null), _settings.WinWithinDays).ShouldBe(whole);
        whole.ShouldBe(0.4, 0.04);
    }

    [Fact]
    public void A_later_stage_has_a_better_chance_and_comes_sooner()
    {
        var model = LearnForecast.AsOf(GeneratedFirm.Deals(seed: 2), GeneratedFirm.AsOf, _settings)!;
        long[] stages = [GeneratedFirm.Lead, GeneratedFirm.Offer, GeneratedFirm.Contract];

        double[] chances = [.. stages.Select(stage => model.WinChance(new(40, null, stage), _settings.WinWithinDays))];
        double[] soon = [.. stages.Select(stage => model.WinChance(new(40, null, stage), 30))];

        chances[2].ShouldBeGreaterThan(0.9);
        chances.Zip(chances.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
        soon.Zip(soon.Skip(1)).ShouldAllBe(pair => pair.Second > pair.First);
    }

    [Fact]
    public void Chances_are_probabilities_that_grow_with_the_time_given()
    {
        var model = LearnForecast.AsOf(GeneratedFirm.Deals(seed: 3), GeneratedFirm.AsOf, _settings)!;

        foreach (var age in new[] { 0, 1, 30, 100, 399, 400, 5_000 })
        {
            foreach (long? stage in new long?[] { null, GeneratedFirm.Lead, GeneratedFirm.Contract, 999 })
            {
                double[] chances = [.. new[] { 0, 1, 30, 90, 730, 10_000 }.Select(days => model.WinChance(new(age, 4, stage), days))];
                chances.ShouldAllBe(chance => chance >= 0 && chance <= 1);
                chances.Zip(chances.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First);
            }
        }
    }

    [Fact]
    public void A_deal_that_is_older_than_any_that_ever_closed_is_as_good_as_lost()
    {
        if (MavenDeals.Find() is not { } deals)
            return;

        var model = LearnForecast.AsOf(deals, MavenDeals.AsOf, _settings)!;

        model.WinChance(new(0, null, null), _settings.WinWithinDays).ShouldBe(0.52, 0.02);
        model.WinChance(new(139, null, null), _settings.WinWithinDays).ShouldBeLessThan(0.01);
        model.Stages.ShouldBeEmpty();
        model.Owners.Values.ShouldAllBe(offset => Math.Abs(offset) < 0.05);
    }

    [Fact]
    public void Under_the_least_number_of_closed_deals_nothing_is_learnt()
    {
        var deals = GeneratedFirm.Deals(seed: 5);
        List<ForecastDeal> few = [.. deals.Where(deal => deal.ClosedOn is not null).TakeLast(29), .. deals.Where(deal => deal.ClosedOn is null)];

        LearnForecast.AsOf(few, GeneratedFirm.AsOf, _settings).ShouldBeNull();
        LearnForecast.AsOf([], GeneratedFirm.AsOf, _settings).ShouldBeNull();
        LearnForecast.AsOf([.. deals.Where(deal => deal.ClosedOn is not null).TakeLast(30)], GeneratedFirm.AsOf, _settings).ShouldNotBeNull();
    }

    [Fact]
    public void Deals_without_days_closed_before_they_opened_all_won_or_all_on_one_day_do_no_harm()
    {
        DateOnly day = new(2026, 5, 1);
        ForecastDeal Closed(int id, DateOnly? opened, DateOnly? closed) => new() { Id = id, StageId = 4, KnownFrom = day, OpenedOn = opened, ClosedOn = closed, IsWon = true, Amount = 10 };
        List<ForecastDeal> deals =
        [
            .. Enumerable.Range(0, 40).Select(at => Closed(at, day, day)),
            Closed(41, null, day), Closed(42, day.AddDays(9), day), Closed(43, null, null) with { IsWon = false },
        ];

        var model = LearnForecast.AsOf(deals, GeneratedFirm.AsOf, _settings)!;

        model.WinChance(new(0, null, null), 730).ShouldBeInRange(0, 1);
        ForecastMonths.Compute(deals, model, 3, _settings, isNow: true).ShouldAllBe(band => band.Low <= band.High && band.High < 10_000);
    }

    [Fact]
    public void What_the_store_did_not_know_on_a_day_is_unknown()
    {
        DateOnly known = new(2026, 2, 1);
        var deal = new ForecastDeal
        {
            Id = 1,
            StageId = GeneratedFirm.Contract,
            KnownFrom = known,
            OpenedOn = new(2026, 1, 1),
            Amount = 500,
            ExpectedCloseOn = new(2026, 5, 1),
            Probability = 0.9m,
            StageProbabilities = GeneratedFirm.Probabilities,
            Stages = [new(known.AddDays(10), GeneratedFirm.Lead), new(known.AddDays(20), GeneratedFirm.Offer)],
            Amounts = [new(known.AddDays(15), 300)],
            ExpectedCloses = [new(known.AddDays(5), null)],
        };

        (deal.StageOn(known.AddDays(-1)), deal.AmountOn(known.AddDays(-1)), deal.ExpectedCloseAsOf(known)).ShouldBe((null, null, null));
        (deal.StageOn(known), deal.AmountOn(known), deal.ProbabilityOn(known)).ShouldBe((GeneratedFirm.Lead, 300, 0.2m));
        (deal.StageOn(known.AddDays(10)), deal.AmountOn(known.AddDays(15)), deal.ExpectedCloseAsOf(known.AddDays(5))).ShouldBe((GeneratedFirm.Offer, 500, new DateOnly(2026, 5, 1)));
        (deal.StageOn(known.AddDays(20)), deal.ProbabilityOn(known.AddDays(20))).ShouldBe((GeneratedFirm.Contract, 0.9m));
    }
}

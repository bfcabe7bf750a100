using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class ClosedDealFiguresTests
{
    private static readonly PipelineSettings _all = new(ReportPeriod.All, new(2026, 11, 22), new());

    [Fact]
    public void Won_lost_and_close_rates_are_those_of_the_pipeline_report()
    {
        ClosedDeal[] deals = [Won(300, new(2026, 3, 1)), Won(100, new(2026, 3, 2)), Lost(600, new(2026, 3, 3))];

        var figures = ClosedDealFigures.Compute(deals, _all).ToDictionary(figure => figure.Key, figure => figure.Value);

        (figures[FigureKeys.WonCount], figures[FigureKeys.WonAmount], figures[FigureKeys.LostCount], figures[FigureKeys.LostAmount]).ShouldBe((2, 400, 1, 600));
        figures[FigureKeys.WinRate].ShouldBe(2m / 3);
        figures[FigureKeys.WinRateByAmount].ShouldBe(0.4m);
    }

    [Fact]
    public void The_price_distance_is_what_we_asked_above_the_winners_prices_where_both_are_known()
    {
        ClosedDeal[] deals =
        [
            Lost(110, new(2026, 3, 1)) with { WinnerPrice = 100, Competitor = "Rival" },
            Lost(150, new(2026, 3, 1)) with { WinnerPrice = 100, Competitor = "RIVAL" },
            Lost(null, new(2026, 3, 1)) with { WinnerPrice = 900, Competitor = "Other" },
            Lost(700, new(2026, 3, 1)) with { Competitor = "Other" },
            Lost(50, new(2026, 3, 1)),
        ];

        var distance = ClosedDealFigures.Compute(deals, _all).Single(figure => figure.Key == FigureKeys.PriceDistance);

        distance.Value.ShouldBe(0.3m);
        LostDeals.ByCompetitor(deals).ShouldBe([new("Other", 2, 700, 0, 0, 0), new("Rival", 2, 260, 2, 260, 200)]);
        LostDeals.ByCompetitor(deals)[1].PriceDistance.ShouldBe(0.3m);
        LostDeals.ByCompetitor(deals)[0].PriceDistance.ShouldBeNull();
    }

    [Fact]
    public void Without_a_winners_price_the_distance_is_empty_with_its_reason() =>
        ClosedDealFigures.Compute([Lost(5, null)], _all).Single(figure => figure.Key == FigureKeys.PriceDistance).WhyEmpty.ShouldBe(EmptyReason.NoWinnerPrice);

    [Fact]
    public void Reasons_count_lost_deals_and_the_most_frequent_comes_first()
    {
        ClosedDeal[] deals = [Lost(5, null) with { Reason = "Price" }, Lost(7, null) with { Reason = "price" }, Lost(100, null) with { Reason = "Timing" }, Won(9, null)];

        LostDeals.ByReason(deals).ShouldBe([new("Price", 2, 12), new("Timing", 1, 100)]);
    }

    [Fact]
    public void Owners_whose_names_differ_only_in_case_are_one_and_the_most_won_comes_first()
    {
        ClosedDeal[] deals = [Won(10, null, "layla"), Won(20, null, "Layla"), Lost(5, null, "Layla"), Won(25, null, "Omar")];

        var rows = WonAgainstLost.By(deals, deal => deal.Deal.Owner);

        rows.ShouldBe([new("layla", 2, 30, 1, 5), new("Omar", 1, 25, 0, 0)]);
        rows[0].WinRate.ShouldBe(2m / 3);
    }

    [Fact]
    public void Months_show_quiet_ones_and_put_older_ones_and_deals_without_a_day_in_rows_of_their_own()
    {
        ClosedDeal[] deals = [Won(1, new(2016, 1, 15)), Won(10, new(2016, 5, 31)), Won(100, new(2026, 6, 1)), Lost(1_000, new(2026, 4, 30)), Won(10_000, null)];

        var months = WonAgainstLost.ByMonth(deals);

        months.Count.ShouldBe(1 + 121 + 1);
        months[0].ShouldBe(new(new(null, new(2016, 6, 1)), new("", 2, 11, 0, 0)));
        months[1].Row.ShouldBe(new("", 0, 0, 0, 0));
        months[^3].ShouldBe(new(new(new(2026, 5, 1), new(2026, 6, 1)), new("", 0, 0, 0, 0)));
        months[^2].Row.WonAmount.ShouldBe(100);
        months[^1].ShouldBe(new(DaySlice.NoDate, new("", 1, 10_000, 0, 0)));
    }

    [Fact]
    public void Products_count_once_a_deal_with_their_part_of_it()
    {
        ClosedProduct[] products = [new(DealStanding.Won, "GTX Pro", "GTX", 400), new(DealStanding.Won, "GTX Basic", "GTX", null), new(DealStanding.Lost, "GTX Pro", "GTX", 70)];

        WonAgainstLost.By(products, product => product.Product).ShouldBe([new("GTX Pro", 1, 400, 1, 70), new("GTX Basic", 1, 0, 0, 0)]);
        WonAgainstLost.By(products, product => product.Brand).ShouldBe([new("GTX", 2, 400, 1, 70)]);
    }

    private static ClosedDeal Won(decimal? amount, DateOnly? on, string owner = "") => Of(DealStanding.Won, amount, on, owner);

    private static ClosedDeal Lost(decimal? amount, DateOnly? on, string owner = "") => Of(DealStanding.Lost, amount, on, owner);

    private static ClosedDeal Of(DealStanding standing, decimal? amount, DateOnly? on, string owner) =>
        new() { Deal = new() { Standing = standing, Amount = amount, ClosedOn = on, Owner = owner } };
}

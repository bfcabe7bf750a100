using CrmAddin.Core.Deals;
using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class RetentionFiguresTests
{
    // 2025, seen from the middle of 2026: active at the start is who bought in 2024, active at the end who bought in 2025.
    private static readonly CustomerSettings _year = new(new(new(2025, 1, 1), new(2026, 1, 1)), new(2026, 6, 1), new());

    [Fact]
    public void Retention_leaves_out_new_and_reactivated_customers()
    {
        Sale[] sales =
        [
            Bought(1, new(2024, 5, 1), 10), Bought(1, new(2025, 5, 1), 10),
            Bought(2, new(2024, 6, 1), 20), Bought(2, new(2025, 6, 1), 20),
            Bought(3, new(2024, 7, 1), 30),
            Bought(4, new(2023, 2, 1), 40), Bought(4, new(2025, 2, 1), 40),
            Bought(5, new(2025, 3, 1), 50), Bought(5, new(2025, 4, 1), 60),
        ];
        var figures = Compute(sales);

        Values(figures, FigureKeys.ActiveAtStart, FigureKeys.ActiveAtEnd, FigureKeys.NewCustomers, FigureKeys.Reactivated, FigureKeys.LostInPeriod)
            .ShouldBe([3, 4, 1, 1, 1]);
        figures[FigureKeys.RetentionRate].Value.ShouldBe(2m / 3);
        figures[FigureKeys.ChurnRate].Value.ShouldBe(1m / 3);
        figures[FigureKeys.CustomerGrowth].Value.ShouldBe(1m / 3);
        figures[FigureKeys.RepeatRate].Value.ShouldBe(4m / 5);
    }

    [Fact]
    public void Net_new_revenue_is_of_new_customers_and_stands_beside_what_the_lost_ones_last_brought_in_a_year()
    {
        Sale[] sales =
        [
            Bought(1, new(2025, 3, 1), 50), Bought(1, new(2026, 2, 1), 1_000),
            Bought(2, new(2023, 7, 1), 1), Bought(2, new(2023, 7, 2), 2), Bought(2, new(2024, 7, 1), 4),
        ];
        var figures = Compute(sales);

        figures[FigureKeys.NetNewRevenue].Value.ShouldBe(50);
        figures[FigureKeys.LostRevenue].Value.ShouldBe(6);
    }

    [Fact]
    public void Up_sell_and_cross_sell_count_customers_who_were_active_at_the_start_once()
    {
        Sale[] sales =
        [
            Bought(1, new(2024, 5, 1), 10), Bought(1, new(2025, 5, 1), 10, DealKind.UpSell), Bought(1, new(2025, 6, 1), 10, DealKind.UpSell),
            Bought(2, new(2024, 5, 1), 10), Bought(2, new(2025, 5, 1), 10, DealKind.CrossSell),
            Bought(3, new(2025, 1, 2), 10), Bought(3, new(2025, 5, 1), 10, DealKind.UpSell),
            Bought(4, new(2024, 5, 1), 10), Bought(4, new(2026, 1, 1), 10, DealKind.UpSell),
        ];
        var figures = Compute(sales);

        figures[FigureKeys.UpsellRate].Value.ShouldBe(1m / 3);
        figures[FigureKeys.CrossSellRate].Value.ShouldBe(1m / 3);
    }

    [Fact]
    public void A_period_without_beginning_has_nobody_at_its_start()
    {
        var figures = RetentionFigures.Compute(CustomerInPeriod.Of([Bought(1, new(2024, 5, 1), 10)], new(ReportPeriod.All, new(2024, 6, 1), new()))).ToDictionary(figure => figure.Key);

        figures[FigureKeys.RetentionRate].ShouldBe(new(FigureKeys.RetentionRate, FigureUnit.Rate, null, EmptyReason.NoCustomersAtStart));
        figures[FigureKeys.ChurnRate].WhyEmpty.ShouldBe(EmptyReason.NoCustomersAtStart);
        Values(figures, FigureKeys.ActiveAtEnd, FigureKeys.NewCustomers).ShouldBe([1, 1]);
    }

    [Fact]
    public void Cohorts_count_each_customer_once_a_month_and_end_with_the_month_of_reporting()
    {
        Sale[] sales =
        [
            Bought(1, new(2025, 1, 1), 1), Bought(1, new(2025, 1, 31), 1), Bought(1, new(2025, 3, 1), 1), Bought(1, new(2025, 3, 2), 1),
            Bought(2, new(2025, 1, 15), 1),
            Bought(3, new(2025, 3, 31), 1),
        ];
        var cohorts = CustomerCohorts.Compute(sales, new(ReportPeriod.All, new(2025, 4, 1), new()));

        cohorts.Select(row => (row.Month, row.Customers)).ShouldBe([(new DateOnly(2025, 1, 1), 2), (new DateOnly(2025, 3, 1), 1)]);
        cohorts[0].Bought.Take(5).ShouldBe([2, 0, 1, 0, null]);
        cohorts[1].Bought.Take(3).ShouldBe([1, 0, null]);
    }

    private static Dictionary<string, Figure> Compute(Sale[] sales) =>
        RetentionFigures.Compute(CustomerInPeriod.Of(sales, _year)).ToDictionary(figure => figure.Key);

    private static decimal?[] Values(Dictionary<string, Figure> figures, params string[] keys) => [.. keys.Select(key => figures[key].Value)];

    private static Sale Bought(long customer, DateOnly day, decimal amount, DealKind kind = DealKind.New) =>
        new() { Customer = new(true, customer), Day = day, Amount = amount, Kind = kind };
}

using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.CustomerValue;

namespace CrmAddin.Core.Tests.Metrics.CustomerValue;

public sealed class HoldoutComparisonTests
{
    private static readonly CustomerValueSettings _settings = new();

    [Fact]
    public void Half_of_the_known_time_is_held_out_and_every_customer_of_the_first_half_stands_in_one_row()
    {
        if (!Cdnow.IsPresent)
            return;

        var result = HoldoutComparison.Compute(Cdnow.Sales(), Cdnow.End, _settings)!;

        (result.Cut, result.Until).ShouldBe((Cdnow.CalibrationEnd, Cdnow.End));
        result.ByRepeats.Select(row => row.Repeats).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7]);
        result.ByRepeats.Select(row => row.Customers).ShouldBe([1_411, 439, 214, 100, 62, 38, 29, 64]);
        result.ByMonth.Count.ShouldBe(18);
        result.ByMonth.Count(row => row.IsHoldout).ShouldBe(9);
        result.ByMonth.Single(row => row.Until == Cdnow.CalibrationEnd).Actual.ShouldBe(2_457);
    }

    [Fact]
    public void The_model_of_the_first_half_foretells_the_second_and_buyers_of_more_buy_more()
    {
        if (!Cdnow.IsPresent)
            return;

        var result = HoldoutComparison.Compute(Cdnow.Sales(), Cdnow.End, _settings)!;

        result.ByRepeats.Sum(row => row.Customers * row.Expected).ShouldBe(1_882, 0.15 * 1_882);
        result.ByRepeats.Sum(row => row.Customers * row.Actual).ShouldBe(1_882, 1e-9);
        result.ByRepeats.Zip(result.ByRepeats.Skip(1)).ShouldAllBe(pair => pair.Second.Expected > pair.First.Expected);
        result.ByMonth[^1].Expected.ShouldBe(result.ByMonth[^1].Actual, 0.06 * result.ByMonth[^1].Actual);
    }

    [Fact]
    public void A_long_history_holds_out_its_last_year()
    {
        var sales = Yearly(2020, years: 5);

        HoldoutComparison.Compute(sales, new(2024, 12, 31), _settings with { MinRepeatCustomers = 1 })?.Cut.ShouldBe(new(2024, 1, 1));
    }

    [Fact]
    public void Nothing_known_compares_with_nothing()
    {
        HoldoutComparison.Compute([], new(2024, 12, 31), _settings).ShouldBeNull();
        HoldoutComparison.Compute([Bought(1, new(2024, 12, 31), 5)], new(2024, 12, 31), _settings with { MinRepeatCustomers = 0 }).ShouldBeNull();
    }

    private static List<Sale> Yearly(int from, int years)
    {
        var random = new MathNet.Numerics.Random.Xoshiro256StarStar(1);
        return
        [
            .. Enumerable.Range(1, 300).SelectMany(customer => Enumerable.Range(0, 1 + random.Next(1 + customer % 6))
                .Select(_ => Bought(customer, new DateOnly(from, 1, 1).AddDays(random.Next(365 * years)), random.Next(5, 100)))),
            Bought(9_999, new(from, 1, 1), 10),
        ];
    }

    private static Sale Bought(long customer, DateOnly day, decimal amount) => new() { Customer = new(false, customer), Day = day, Amount = amount };
}

using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class SoldLineTests
{
    [Fact]
    public void Margins_are_weighted_by_the_amounts_of_the_lines() =>
        // 300 of 1,000 at 0.25 and 700 at 0.5: 75 + 350.
        SoldLine.MarginOf([new(300, 0.25m), new(700, 0.5m)]).ShouldBe(0.425m);

    [Fact]
    public void Lines_without_amounts_are_equal_parts() =>
        SoldLine.MarginOf([new(null, 0.2m), new(null, 0.3m), new(0, 1)]).ShouldBe(0.5m);

    [Fact]
    public void A_line_without_a_price_is_an_equal_part_beside_others_that_have_one() =>
        // A third of the sale at 0.9; of the other two thirds a quarter at 0.1 and three quarters at 0.5.
        SoldLine.MarginOf([new(100, 0.1m), new(300, 0.5m), new(null, 0.9m)]).ShouldBe(((100 * 0.1m) + (300 * 0.5m) + (200 * 0.9m)) / 600);
}

using CrmAddin.Core.Metrics;

namespace CrmAddin.Core.Tests.Metrics;

public sealed class CurrencyTableTests
{
    private static readonly DatedRate[] _rates =
    [
        new("EUR", new(2026, 3, 1), 4.2m),
        new("EUR", new(2026, 1, 1), 4m),
        new("USD", new(2026, 1, 1), 3.75m),
        new("EUR", new(2026, 2, 1), 4.1m),
    ];

    [Theory]
    [InlineData("2025-12-31", 400)]
    [InlineData("2026-01-01", 400)]
    [InlineData("2026-01-31", 400)]
    [InlineData("2026-02-01", 410)]
    [InlineData("2026-02-28", 410)]
    [InlineData("2027-01-01", 420)]
    public void The_newest_rate_that_is_not_later_than_the_day_counts_and_before_the_first_one_the_first(string day, int expected) =>
        new CurrencyTable("SAR", "SAR", _rates).Convert(100, "EUR", DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(expected);

    [Fact]
    public void Between_two_currencies_the_amount_goes_by_way_of_the_base() =>
        new CurrencyTable("SAR", "USD", _rates).Convert(75, "EUR", new(2026, 1, 15)).ShouldBe(80);

    [Fact]
    public void An_amount_in_the_reports_own_currency_stays_as_it_is() =>
        new CurrencyTable("SAR", "USD", []).Convert(12.34m, "USD", new(2026, 1, 15)).ShouldBe(12.34m);

    [Fact]
    public void Without_an_amount_or_a_rate_there_is_no_value()
    {
        var table = new CurrencyTable("SAR", "SAR", _rates);

        table.Convert(null, "EUR", new(2026, 1, 15)).ShouldBeNull();
        table.Convert(1, "GBP", new(2026, 1, 15)).ShouldBeNull();
    }
}

namespace CrmAddin.Core.Metrics;

/// <summary>A rate to the base currency from a day on.</summary>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="FromDay">The first day on which it holds.</param>
/// <param name="Rate">Units of base currency for one unit.</param>
public readonly record struct DatedRate(string Currency, DateOnly FromDay, decimal Rate);

/// <summary>Turns amounts into the currency of a report, at the rate of the day on which the money moved.</summary>
public sealed class CurrencyTable
{
    private static readonly Comparer<DatedRate> ByDay = Comparer<DatedRate>.Create((one, other) => one.FromDay.CompareTo(other.FromDay));

    private readonly string _base;
    private readonly Dictionary<string, DatedRate[]> _rates;

    /// <summary>A table of rates to the base currency that turns amounts into another one.</summary>
    public CurrencyTable(string baseCurrency, string reportCurrency, IEnumerable<DatedRate> rates)
    {
        _base = baseCurrency;
        Currency = reportCurrency;
        _rates = rates.GroupBy(rate => rate.Currency, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.OrderBy(rate => rate.FromDay).ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The currency of the report, ISO 4217.</summary>
    public string Currency { get; }

    /// <summary>
    /// The amount in the report's currency, exact and not rounded; null when it is unknown or a rate is missing. The newest rate that is
    /// not later than the day counts, and before the first one the first.
    /// </summary>
    public decimal? Convert(decimal? amount, string currency, DateOnly day)
    {
        if (amount is not { } known || currency == Currency)
            return amount;
        return RateOf(currency, day) is { } from && RateOf(Currency, day) is { } to ? known * from / to : null;
    }

    private decimal? RateOf(string currency, DateOnly day)
    {
        if (currency == _base)
            return 1;
        if (!_rates.TryGetValue(currency, out var rates))
            return null;
        var at = Array.BinarySearch(rates, new DatedRate(currency, day, 0), ByDay);
        return rates[at >= 0 ? at : Math.Max(0, ~at - 1)].Rate;
    }
}

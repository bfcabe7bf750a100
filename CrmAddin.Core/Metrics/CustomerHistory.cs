namespace CrmAddin.Core.Metrics;

/// <summary>One customer's purchases up to the day of reporting.</summary>
/// <param name="Customer">Who.</param>
/// <param name="FirstOn">Day of the first purchase.</param>
/// <param name="LastOn">Day of the last purchase.</param>
/// <param name="Purchases">How many.</param>
/// <param name="Revenue">Their amount in the report's currency.</param>
/// <param name="LostOn">The day on which the customer is lost unless they buy again.</param>
/// <param name="ActiveDays">Days from the first purchase to the day of reporting, or to <paramref name="LostOn"/> where that is earlier.</param>
/// <param name="IsLost">Whether <paramref name="LostOn"/> is not after the day of reporting.</param>
public sealed record CustomerHistory(
    CustomerKey Customer, DateOnly FirstOn, DateOnly LastOn, int Purchases, decimal Revenue, DateOnly LostOn, int ActiveDays, bool IsLost)
{
    /// <summary>The customers of the sales up to the day of reporting, in the order of their first sale given.</summary>
    public static IReadOnlyList<CustomerHistory> Of(IEnumerable<Sale> sales, CustomerSettings settings)
    {
        var customers = new Dictionary<CustomerKey, Running>();
        foreach (var sale in sales)
        {
            if (sale.Customer is not { } customer || sale.Day > settings.AsOf)
                continue;
            if (!customers.TryGetValue(customer, out var running))
                customers.Add(customer, running = new(sale.Day));
            running.Add(sale);
        }
        return [.. customers.Select(pair => pair.Value.Close(pair.Key, settings))];
    }

    private sealed class Running(DateOnly day)
    {
        private DateOnly _first = day;
        private DateOnly _last = day;
        private int _purchases;
        private decimal _revenue;

        public void Add(Sale sale)
        {
            _first = sale.Day < _first ? sale.Day : _first;
            _last = sale.Day > _last ? sale.Day : _last;
            _purchases++;
            _revenue += sale.Amount ?? 0;
        }

        public CustomerHistory Close(CustomerKey customer, CustomerSettings settings)
        {
            var lostOn = settings.LostOn(_last);
            var isLost = lostOn <= settings.AsOf;
            var end = isLost ? lostOn : settings.AsOf;
            return new(customer, _first, _last, _purchases, _revenue, lostOn, end.DayNumber - _first.DayNumber, isLost);
        }
    }
}

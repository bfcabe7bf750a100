namespace CrmAddin.Core.Metrics;

/// <summary>What the value of a group of customers is computed from.</summary>
/// <param name="Customers">How many.</param>
/// <param name="Lost">How many of them are lost.</param>
/// <param name="Repeating">How many of them bought at least twice.</param>
/// <param name="Purchases">Their purchases.</param>
/// <param name="Revenue">The amount of their purchases, in the report's currency.</param>
/// <param name="ActiveYears">The years for which they were active, of 365.25 days.</param>
public sealed record CustomerTotals(int Customers, int Lost, int Repeating, int Purchases, decimal Revenue, decimal ActiveYears)
{
    /// <summary>Days of a year.</summary>
    public const decimal DaysOfYear = 365.25m;

    /// <summary>The totals of the customers.</summary>
    public static CustomerTotals Of(IReadOnlyCollection<CustomerHistory> customers) => new(
        customers.Count,
        customers.Count(customer => customer.IsLost),
        customers.Count(customer => customer.Purchases >= 2),
        customers.Sum(customer => customer.Purchases),
        customers.Sum(customer => customer.Revenue),
        customers.Sum(customer => (long)customer.ActiveDays) / DaysOfYear);
}

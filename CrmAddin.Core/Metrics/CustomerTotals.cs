namespace CrmAddin.Core.Metrics;

/// <summary>What the value of a group of customers is computed from; a customer who belongs to it in part counts as that part.</summary>
/// <param name="Customers">How many.</param>
/// <param name="Lost">How many of them are lost.</param>
/// <param name="Repeating">How many of them bought at least twice.</param>
/// <param name="Purchases">Their purchases.</param>
/// <param name="Revenue">The amount of their purchases, in the report's currency.</param>
/// <param name="ActiveYears">The years for which they were active, of 365.25 days.</param>
public sealed record CustomerTotals(decimal Customers, decimal Lost, decimal Repeating, decimal Purchases, decimal Revenue, decimal ActiveYears)
{
    /// <summary>Days of a year.</summary>
    public const decimal DaysOfYear = 365.25m;

    // Three thirds of a customer are one, of which decimals leave out the last digit.
    private const int PartDigits = 9;

    /// <summary>The totals of the customers.</summary>
    public static CustomerTotals Of(IReadOnlyCollection<CustomerHistory> customers) => Sum([.. customers.Select(customer => (customer, 1m))]);

    /// <summary>The totals of parts of customers.</summary>
    public static CustomerTotals OfShared(IEnumerable<SharedCustomer> customers) => Sum([.. customers.Select(shared => (shared.Customer.History, shared.Share.Part))]);

    private static CustomerTotals Sum((CustomerHistory History, decimal Part)[] customers) => new(
        Count(customers),
        Count(customers.Where(customer => customer.History.IsLost)),
        Count(customers.Where(customer => customer.History.Purchases >= 2)),
        decimal.Round(customers.Sum(customer => customer.History.Purchases * customer.Part), PartDigits),
        customers.Sum(customer => customer.History.Revenue * customer.Part),
        customers.Sum(customer => customer.History.ActiveDays * customer.Part) / DaysOfYear);

    private static decimal Count(IEnumerable<(CustomerHistory History, decimal Part)> customers) => decimal.Round(customers.Sum(customer => customer.Part), PartDigits);
}

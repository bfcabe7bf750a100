using CrmAddin.Core.Metrics;

namespace CrmAddin.Reports.Retention;

/// <summary>One customer as the retention workbook shows them.</summary>
/// <param name="Number">A for an account or C for a contact, with the number in the store: unique, as names are not.</param>
/// <param name="Name">The name; empty for one whom the reader does not see.</param>
/// <param name="Figures">What the figures need to know.</param>
public sealed record RetentionCustomer(string Number, string Name, CustomerInPeriod Figures);

/// <summary>One sale as the retention workbook shows it.</summary>
/// <param name="Sale">The sale.</param>
/// <param name="Customer">The customer; null where nobody is named.</param>
/// <param name="CountsInCohort">Whether the customer is new in the period and this is their first sale of its month.</param>
public sealed record RetentionSale(Sale Sale, RetentionCustomer? Customer, bool CountsInCohort)
{
    /// <summary>Whether it is of the customer's first day.</summary>
    public bool IsFirst => Sale.Day == Customer?.Figures.FirstOn;

    /// <summary>The first day of the month of the customer's first purchase.</summary>
    public DateOnly? Cohort => Customer is { Figures.FirstOn: var first } ? new(first.Year, first.Month, 1) : null;

    /// <summary>Calendar months since the month of the customer's first purchase.</summary>
    public int? MonthsAfter => Customer is null ? null : CustomerCohorts.MonthNumber(Sale.Day) - CustomerCohorts.MonthNumber(Customer.Figures.FirstOn);
}

/// <summary>All that the retention workbook sees.</summary>
public sealed record RetentionRows
{
    /// <summary>The customers who had bought by the period's end.</summary>
    public required IReadOnlyList<RetentionCustomer> Customers { get; init; }

    /// <summary>All sales up to the period's end.</summary>
    public required IReadOnlyList<RetentionSale> Sales { get; init; }

    /// <summary>Period, day of reporting, currency and language.</summary>
    public required ReportFrame Frame { get; init; }

    /// <summary>The number of these sales, as the store counts them.</summary>
    public required int StoreSales { get; init; }

    /// <summary>The amount of these sales, as the store sums it up.</summary>
    public required decimal StoreAmount { get; init; }

    /// <summary>What the figures are computed for.</summary>
    public CustomerSettings Settings => Frame.CustomerSettings;
}

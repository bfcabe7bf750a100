namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>One purchase, as the models see it.</summary>
/// <param name="Customer">Key of the customer.</param>
/// <param name="BoughtOn">The day in the firm's time zone.</param>
/// <param name="Amount">In one currency for all rows.</param>
public readonly record struct CustomerSale(long Customer, DateOnly BoughtOn, decimal Amount);

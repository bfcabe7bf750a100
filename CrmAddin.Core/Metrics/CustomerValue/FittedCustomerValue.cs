namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>Both models as they were fitted, or why they could not be.</summary>
/// <param name="AsOf">The last day that counted.</param>
/// <param name="Customers">Customers who had bought by then.</param>
/// <param name="RepeatCustomers">Of them, those who had come back.</param>
/// <param name="Purchases">The fit of BG/NBD (r, α, a, b), time in weeks; null when there is none.</param>
/// <param name="Spend">The fit of Gamma-Gamma (p, q, v); null when there is none.</param>
/// <param name="WhyEmpty">Why there is none.</param>
public sealed record FittedCustomerValue(
    DateOnly AsOf, int Customers, int RepeatCustomers, LikelihoodOptimum? Purchases, LikelihoodOptimum? Spend, EmptyReason? WhyEmpty)
{
    /// <summary>Fits both models to the histories up to a day.</summary>
    public static FittedCustomerValue To(IReadOnlyCollection<PurchaseHistory> histories, DateOnly asOf, CustomerValueSettings settings)
    {
        var repeaters = histories.Count(history => history.Repeats > 0);
        if (repeaters < settings.MinRepeatCustomers)
            return new(asOf, histories.Count, repeaters, null, null, EmptyReason.TooFewRepeatCustomers);
        return BgNbd.Fit(histories) is { } purchases && GammaGamma.Fit(histories) is { } spend
            ? new(asOf, histories.Count, repeaters, purchases, spend, null)
            : new(asOf, histories.Count, repeaters, null, null, EmptyReason.HistorySettlesNoModel);
    }
}

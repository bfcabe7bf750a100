namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>What the firm's customers are expected to bring, as of a day: the models, the mean of all customers and the holdout.</summary>
/// <param name="Fitted">The models, or why there are none.</param>
/// <param name="Settings">Horizon and discount.</param>
/// <param name="Currency">The currency of the spend model, ISO 4217.</param>
/// <param name="All">The mean of all customers; null without models.</param>
/// <param name="Holdout">The comparison; null where half of the time settles no model.</param>
public sealed record FirmCustomerValue(FittedCustomerValue Fitted, CustomerValueSettings Settings, string Currency, MeanPrediction? All, HoldoutResult? Holdout)
{
    /// <summary>Fits and predicts over the sales up to a day, whose amounts are in one currency.</summary>
    public static FirmCustomerValue Compute(IReadOnlyList<Sale> sales, DateOnly asOf, string currency, CustomerValueSettings settings)
    {
        PurchaseHistory[] histories = [.. PurchaseHistory.Of(sales, asOf).Values];
        var fitted = FittedCustomerValue.To(histories, asOf, settings);
        return new(
            fitted,
            settings,
            currency,
            fitted.WhyEmpty is null ? new PredictedValue(fitted, settings).MeanOf(histories) : null,
            HoldoutComparison.Compute(sales, asOf, settings));
    }

    /// <summary>The figures: net, gross and the standard error.</summary>
    /// <param name="all">The mean prediction in the report's currency; null where there is none.</param>
    /// <param name="whyEmpty">Why there is none.</param>
    /// <param name="cac">What one customer cost to win.</param>
    public static IReadOnlyList<Figure> Figures(MeanPrediction? all, EmptyReason whyEmpty, Figure cac) =>
    [
        Figure.Money(FigureKeys.CltvPredicted, all?.Mean - cac.Value, all is null ? whyEmpty : cac.WhyEmpty ?? whyEmpty),
        Figure.Money(FigureKeys.CltvPredictedGross, all?.Mean, whyEmpty),
        Figure.Money(FigureKeys.CltvPredictedError, all?.StandardError, whyEmpty),
    ];
}

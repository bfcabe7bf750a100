namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>What one customer is expected to bring.</summary>
/// <param name="Alive">Probability that they still buy.</param>
/// <param name="Purchases">Purchases expected over the horizon, not discounted.</param>
/// <param name="Spend">Amount expected of one purchase.</param>
/// <param name="Value">Discounted value over the horizon.</param>
public readonly record struct CustomerPrediction(double Alive, double Purchases, double Spend, double Value);

/// <summary>The mean predicted value of some customers and how sure it is.</summary>
/// <param name="Customers">How many they are.</param>
/// <param name="Mean">Mean discounted value over the horizon.</param>
/// <param name="StandardError">Its standard error, for the uncertainty of the models' parameters.</param>
public readonly record struct MeanPrediction(int Customers, decimal Mean, decimal StandardError);

/// <summary>
/// The future value of customers: expected purchases of each month ahead times the expected spend, a month later worth less by the
/// discount. A month is a calendar month, turned into the models' unit of time by its days.
/// </summary>
public sealed class PredictedValue
{
    private const int SlopeCount = 8;

    private readonly BgNbd _purchases;
    private readonly GammaGamma _spend;
    private readonly LikelihoodOptimum _fitOfPurchases;
    private readonly LikelihoodOptimum _fitOfSpend;
    private readonly (BgNbd Up, BgNbd Down, double Step)[] _purchasesAround;
    private readonly (GammaGamma Up, GammaGamma Down, double Step)[] _spendAround;
    private readonly double[] _monthEnds;
    private readonly double _discount;

    /// <summary>Predicts by fitted models, which must not be empty.</summary>
    public PredictedValue(FittedCustomerValue fitted, CustomerValueSettings settings)
    {
        _fitOfPurchases = fitted.Purchases ?? throw new ArgumentException("Nothing was fitted.", nameof(fitted));
        _fitOfSpend = fitted.Spend ?? throw new ArgumentException("Nothing was fitted.", nameof(fitted));
        (_purchases, _spend) = (BgNbd.Of(_fitOfPurchases.Parameters), GammaGamma.Of(_fitOfSpend.Parameters));
        (_purchasesAround, _spendAround) = (Around(_purchases.Parameters, BgNbd.Of), Around(_spend.Parameters, GammaGamma.Of));
        _monthEnds = [.. Enumerable.Range(1, settings.HorizonMonths).Select(month => PurchaseHistory.Units(fitted.AsOf, fitted.AsOf.AddMonths(month)))];
        _discount = 1 + settings.DiscountPerMonth;
    }

    /// <summary>The prediction for one customer.</summary>
    public CustomerPrediction Of(PurchaseHistory history)
    {
        var spend = _spend.ExpectedSpend(history);
        return new(_purchases.Alive(history), _purchases.ExpectedPurchases(history, _monthEnds[^1]), spend, Discounted(_purchases, history) * spend);
    }

    /// <summary>The mean of some customers with its standard error.</summary>
    public MeanPrediction MeanOf(IEnumerable<PurchaseHistory> histories) => MeanOf([.. histories.Select(SlopesOf)]);

    /// <summary>The mean of customers whose slopes are known, with its standard error (delta method over the covariance of the parameters).</summary>
    public MeanPrediction MeanOf(IReadOnlyCollection<double[]> slopes)
    {
        if (slopes.Count == 0)
            return default;
        var means = new double[SlopeCount];
        foreach (var ofCustomer in slopes)
        {
            for (var at = 0; at < SlopeCount; at++)
                means[at] += ofCustomer[at] / slopes.Count;
        }
        var variance = Quadratic(_fitOfPurchases.Covariance, means[..4]) + Quadratic(_fitOfSpend.Covariance, means[4..7]);
        return new(slopes.Count, (decimal)means[^1], (decimal)Math.Sqrt(Math.Max(variance, 0)));
    }

    /// <summary>By how much a customer's value rises with each of the models' seven parameters, and last the value itself.</summary>
    public double[] SlopesOf(PurchaseHistory history)
    {
        var (bought, spend) = (Discounted(_purchases, history), _spend.ExpectedSpend(history));
        return
        [
            .. _purchasesAround.Select(around => spend * (Discounted(around.Up, history) - Discounted(around.Down, history)) / around.Step),
            .. _spendAround.Select(around => bought * (around.Up.ExpectedSpend(history) - around.Down.ExpectedSpend(history)) / around.Step),
            bought * spend,
        ];
    }

    private double Discounted(BgNbd model, PurchaseHistory history)
    {
        var (sum, before, worth) = (0.0, 0.0, 1.0);
        foreach (var end in _monthEnds)
        {
            var until = model.ExpectedPurchases(history, end);
            worth /= _discount;
            sum += (until - before) * worth;
            before = until;
        }
        return sum;
    }

    private static (T Up, T Down, double Step)[] Around<T>(double[] parameters, Func<IReadOnlyList<double>, T> model) =>
    [
        .. parameters.Select((parameter, at) =>
        {
            var half = parameter * 1e-4;
            var (up, down) = ((double[])[.. parameters], (double[])[.. parameters]);
            (up[at], down[at]) = (parameter + half, parameter - half);
            return (model(up), model(down), 2 * half);
        }),
    ];

    private static double Quadratic(double[][] covariance, double[] slopes) =>
        slopes.Select((slope, row) => slope * slopes.Select((other, column) => other * covariance[row][column]).Sum()).Sum();
}

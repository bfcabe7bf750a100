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
    private readonly BgNbd _purchases;
    private readonly GammaGamma _spend;
    private readonly LikelihoodOptimum _fitOfPurchases;
    private readonly LikelihoodOptimum _fitOfSpend;
    private readonly double[] _monthEnds;
    private readonly double _discount;

    /// <summary>Predicts by fitted models, which must not be empty.</summary>
    public PredictedValue(FittedCustomerValue fitted, CustomerValueSettings settings)
    {
        _fitOfPurchases = fitted.Purchases ?? throw new ArgumentException("Nothing was fitted.", nameof(fitted));
        _fitOfSpend = fitted.Spend ?? throw new ArgumentException("Nothing was fitted.", nameof(fitted));
        (_purchases, _spend) = (BgNbd.Of(_fitOfPurchases.Parameters), GammaGamma.Of(_fitOfSpend.Parameters));
        _monthEnds = [.. Enumerable.Range(1, settings.HorizonMonths).Select(month => PurchaseHistory.Units(fitted.AsOf, fitted.AsOf.AddMonths(month)))];
        _discount = 1 + settings.DiscountPerMonth;
    }

    /// <summary>The prediction for one customer.</summary>
    public CustomerPrediction Of(PurchaseHistory history)
    {
        var spend = _spend.ExpectedSpend(history);
        return new(_purchases.Alive(history), _purchases.ExpectedPurchases(history, _monthEnds[^1]), spend, Discounted(_purchases, history) * spend);
    }

    /// <summary>The mean of some customers with its standard error (delta method over the covariance of the parameters).</summary>
    public MeanPrediction MeanOf(IReadOnlyList<PurchaseHistory> histories)
    {
        if (histories.Count == 0)
            return default;
        var sums = Sums(histories);
        var mean = sums[^1] / histories.Count;
        double[] byPurchases = [.. sums.Take(4).Select(sum => sum / histories.Count)];
        double[] bySpend = [.. sums.Skip(4).Take(3).Select(sum => sum / histories.Count)];
        var variance = Quadratic(_fitOfPurchases.Covariance, byPurchases) + Quadratic(_fitOfSpend.Covariance, bySpend);
        return new(histories.Count, (decimal)mean, (decimal)Math.Sqrt(Math.Max(variance, 0)));
    }

    // Slopes of the value by the four and the three parameters, and the value itself, summed over customers.
    private double[] Sums(IReadOnlyList<PurchaseHistory> histories)
    {
        var (purchases, spends) = (Around(_purchases.Parameters, BgNbd.Of), Around(_spend.Parameters, GammaGamma.Of));
        var sums = new double[8];
        foreach (var history in histories)
        {
            var (bought, spend) = (Discounted(_purchases, history), _spend.ExpectedSpend(history));
            for (var at = 0; at < purchases.Length; at++)
            {
                var (up, down, step) = purchases[at];
                sums[at] += spend * (Discounted(up, history) - Discounted(down, history)) / step;
            }
            for (var at = 0; at < spends.Length; at++)
            {
                var (up, down, step) = spends[at];
                sums[4 + at] += bought * (up.ExpectedSpend(history) - down.ExpectedSpend(history)) / step;
            }
            sums[7] += bought * spend;
        }
        return sums;
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

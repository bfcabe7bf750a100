namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>
/// The BG/NBD model of how often customers buy and when they stop (Fader, Hardie and Lee 2005): rates of purchase are gamma distributed
/// (r, α), and after each purchase a customer stops with a probability that is beta distributed (a, b). Time is in the unit of
/// <see cref="PurchaseHistory"/>.
/// </summary>
/// <param name="R">Shape of the rates.</param>
/// <param name="Alpha">Scale of the rates, in units of time.</param>
/// <param name="A">First parameter of stopping.</param>
/// <param name="B">Second parameter of stopping.</param>
public sealed record BgNbd(double R, double Alpha, double A, double B)
{
    // The closed form divides by a − 1; so near to 1 it is taken on both sides.
    private const double NearOne = 1e-4;

    /// <summary>The parameters in their order.</summary>
    public double[] Parameters => [R, Alpha, A, B];

    /// <summary>The model of parameters in their order.</summary>
    public static BgNbd Of(IReadOnlyList<double> parameters) => new(parameters[0], parameters[1], parameters[2], parameters[3]);

    /// <summary>The most likely model of the histories with the covariance of its parameters; null where they do not settle one.</summary>
    public static LikelihoodOptimum? Fit(IReadOnlyCollection<PurchaseHistory> histories)
    {
        if (histories.Count == 0 || histories.All(history => history.Repeats == 0))
            return null;
        var likelihood = new BgNbdLikelihood(histories);
        var purchases = histories.Average(history => (double)history.Repeats);
        var age = Math.Max(histories.Average(history => history.Age), 1e-6);
        return MaximumLikelihood.Find(likelihood.At, [1, age / purchases, 1, 2], likelihood.Customers);
    }

    /// <summary>The logarithm of how likely this model makes the histories.</summary>
    public double LogLikelihood(IEnumerable<PurchaseHistory> histories) => new BgNbdLikelihood(histories).At(Parameters, new double[4]);

    /// <summary>The probability that a customer has not stopped.</summary>
    public double Alive(PurchaseHistory history) => 1 / (1 + OddsOfGone(history));

    /// <summary>Purchases that a new customer is expected to make in the time after the first.</summary>
    public double ExpectedPurchases(double time) => Expected(R, Alpha, B, time);

    /// <summary>Purchases that a customer is expected to make in the time after what is known of them.</summary>
    public double ExpectedPurchases(PurchaseHistory history, double time) =>
        Expected(R + history.Repeats, Alpha + history.Age, B + history.Repeats, time) / (1 + OddsOfGone(history));

    private double OddsOfGone(PurchaseHistory history) =>
        history.Repeats == 0 ? 0
            : A / (B + history.Repeats - 1) * Math.Exp((R + history.Repeats) * Math.Log((Alpha + history.Age) / (Alpha + history.Recency)));

    private double Expected(double shape, double scale, double b, double time)
    {
        if (time <= 0)
            return 0;
        return Math.Abs(A - 1) > NearOne
            ? Expected(A, shape, scale, b, time)
            : (Expected(1 + 2 * NearOne, shape, scale, b, time) + Expected(1 - 2 * NearOne, shape, scale, b, time)) / 2;
    }

    // Equation 10 of the paper after Euler's transformation of the hypergeometric function, which takes the number of purchases out of
    // its first two parameters: no power overflows however many there are.
    private static double Expected(double a, double shape, double scale, double b, double time)
    {
        var z = time / (scale + time);
        var c = a + b - 1;
        if (Math.Abs(c) < 1e-9)
            c = 1e-9;
        return c / (a - 1) * (1 - Math.Pow(1 - z, a - 1) * Hypergeometric.Sum(c - shape, a - 1, c, z));
    }
}

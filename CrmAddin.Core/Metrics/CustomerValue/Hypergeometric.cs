namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>Gauss's hypergeometric function ₂F₁ for 0 ≤ z &lt; 1.</summary>
internal static class Hypergeometric
{
    private const int MostTerms = 100_000;
    private const double Enough = 1e-14;

    /// <summary>The value, by its power series.</summary>
    public static double Sum(double a, double b, double c, double z)
    {
        var (sum, term) = (1.0, 1.0);
        for (var n = 0; n < MostTerms; n++)
        {
            term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
            sum += term;
            // Terms may grow before they shrink: the rest is a geometric series at most once n has passed the parameters.
            if (Math.Abs(term) <= Enough * Math.Abs(sum) * (1 - z) && n > Math.Abs(a) - c)
                break;
        }
        return sum;
    }
}

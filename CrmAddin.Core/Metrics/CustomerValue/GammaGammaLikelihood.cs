using static MathNet.Numerics.SpecialFunctions;

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>
/// The log-likelihood of the Gamma-Gamma model with its gradient (Fader and Hardie 2013, "The Gamma-Gamma Model of Monetary Value",
/// note 025, equation 1a), with the gamma functions once a number of purchases.
/// </summary>
internal sealed class GammaGammaLikelihood
{
    private readonly (int Repeats, double Spend, double LogSpend)[] _customers;

    public GammaGammaLikelihood(IEnumerable<PurchaseHistory> histories) => _customers =
    [
        .. histories.OrderBy(history => history.Repeats)
            .Select(history => (history.Repeats, history.MeanSpend, Math.Log(history.MeanSpend))),
    ];

    /// <summary>The log-likelihood at (p, q, v); fills its gradient.</summary>
    public double At(double[] parameters, double[] gradient)
    {
        var (p, q, v) = (parameters[0], parameters[1], parameters[2]);
        Array.Clear(gradient);
        var (logV, sum) = (Math.Log(v), 0.0);
        var (known, ofGammas, byP, byQ) = (0, 0.0, 0.0, 0.0);
        foreach (var (x, spend, logSpend) in _customers)
        {
            var shape = p * x;
            if (x != known)
            {
                (known, ofGammas) = (x, GammaLn(shape + q) - GammaLn(shape) - GammaLn(q) + q * logV + shape * Math.Log(x));
                var both = DiGamma(shape + q);
                (byP, byQ) = (both - DiGamma(shape) + Math.Log(x), both - DiGamma(q) + logV);
            }
            var scale = v + spend * x;
            var logScale = Math.Log(scale);
            sum += ofGammas + (shape - 1) * logSpend - (shape + q) * logScale;
            gradient[0] += x * (byP + logSpend - logScale);
            gradient[1] += byQ - logScale;
            gradient[2] += q / v - (shape + q) / scale;
        }
        return sum;
    }
}

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>
/// The Gamma-Gamma model of what customers spend on a purchase (Fader and Hardie 2013, note 025): each one's purchases are gamma
/// distributed with shape p, and their scales over customers with shape q and scale v.
/// </summary>
/// <param name="P">Shape of a customer's purchases.</param>
/// <param name="Q">Shape over customers.</param>
/// <param name="V">Scale over customers, in money.</param>
public sealed record GammaGamma(double P, double Q, double V)
{
    /// <summary>The parameters in their order.</summary>
    public double[] Parameters => [P, Q, V];

    /// <summary>The model of parameters in their order.</summary>
    public static GammaGamma Of(IReadOnlyList<double> parameters) => new(parameters[0], parameters[1], parameters[2]);

    /// <summary>
    /// The most likely model of the customers who came back and spent something; null where they do not settle one that has a mean (q > 1).
    /// </summary>
    public static LikelihoodOptimum? Fit(IEnumerable<PurchaseHistory> histories)
    {
        PurchaseHistory[] spenders = [.. histories.Where(history => history.Repeats > 0 && history.MeanSpend > 0)];
        if (spenders.Length < 2)
            return null;
        var likelihood = new GammaGammaLikelihood(spenders);
        var found = MaximumLikelihood.Find(likelihood.At, [2, 3, spenders.Average(history => history.MeanSpend)], spenders.Length);
        return found?.Parameters[1] > 1 ? found : null;
    }

    /// <summary>
    /// What a customer is expected to spend on a purchase: their own mean, drawn to that of all the more, the fewer purchases it is of.
    /// </summary>
    public double ExpectedSpend(PurchaseHistory history)
    {
        var repeats = history.MeanSpend > 0 ? history.Repeats : 0;
        return P * (V + repeats * history.MeanSpend) / (P * repeats + Q - 1);
    }
}

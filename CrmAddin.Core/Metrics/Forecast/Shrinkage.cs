namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>How often something came true in a group, beside how often it was to be expected.</summary>
/// <param name="Count">Cases.</param>
/// <param name="Came">Cases in which it came true.</param>
/// <param name="Expected">In how many it was expected to.</param>
public readonly record struct ObservedRate(int Count, double Came, double Expected)
{
    /// <summary>The expected rate, away from certainty.</summary>
    public double ExpectedRate => Shrinkage.Inside(Count == 0 ? 0.5 : Expected / Count);
}

/// <summary>
/// Draws the rates of groups towards what was expected of them, the more the smaller the group and the less the groups differ among
/// themselves (beta-binomial, its spread by moments: empirical Bayes).
/// </summary>
internal static class Shrinkage
{
    private const double LeastSpread = 1e-4;
    private const double MostSpread = 0.5;
    private const double Edge = 0.005;

    /// <summary>How many cases of the whole each group's own cases are weighed against.</summary>
    public static double WeightOfWhole(IEnumerable<ObservedRate> groups)
    {
        var (beyond, room) = (0.0, 0.0);
        foreach (var group in groups)
        {
            var (rate, n) = (group.ExpectedRate, group.Count);
            var ofOne = rate * (1 - rate);
            beyond += (group.Came - n * rate) * (group.Came - n * rate) - n * ofOne;
            room += n * (n - 1.0) * ofOne;
        }
        var spread = Math.Clamp(room > 0 ? beyond / room : 0, LeastSpread, MostSpread);
        return 1 / spread - 1;
    }

    /// <summary>The group's rate after shrinkage.</summary>
    public static double Rate(ObservedRate group, double weightOfWhole) =>
        (group.Came + weightOfWhole * group.ExpectedRate) / (group.Count + weightOfWhole);

    /// <summary>By how much each group is above or below what is expected of it, in logits, after shrinkage.</summary>
    public static Dictionary<long, double> Offsets(IReadOnlyDictionary<long, ObservedRate> groups)
    {
        var weight = WeightOfWhole(groups.Values);
        return groups.ToDictionary(group => group.Key, group => Logit(Rate(group.Value, weight)) - Logit(group.Value.ExpectedRate));
    }

    public static double Logit(double rate) => Math.Log(Inside(rate) / (1 - Inside(rate)));

    public static double FromLogit(double logit) => 1 / (1 + Math.Exp(-logit));

    public static double Inside(double rate) => Math.Clamp(rate, Edge, 1 - Edge);
}

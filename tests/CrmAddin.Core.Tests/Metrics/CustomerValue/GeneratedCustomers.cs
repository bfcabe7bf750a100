using CrmAddin.Core.Metrics.CustomerValue;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace CrmAddin.Core.Tests.Metrics.CustomerValue;

/// <summary>Customers who buy, stop and spend as the models say.</summary>
internal static class GeneratedCustomers
{
    public static List<PurchaseHistory> Of(BgNbd model, GammaGamma spend, int count, int seed, Func<Random, double> age)
    {
        var random = new Xoshiro256StarStar(seed);
        return [.. Enumerable.Range(0, count).Select(_ => One(model, spend, random, age(random)))];
    }

    private static PurchaseHistory One(BgNbd model, GammaGamma spend, Random random, double age)
    {
        var (rate, stops) = (Gamma.Sample(random, model.R, model.Alpha), Beta.Sample(random, model.A, model.B));
        var (repeats, last) = (0, 0.0);
        for (var at = Exponential.Sample(random, rate); at <= age; at += Exponential.Sample(random, rate))
        {
            (repeats, last) = (repeats + 1, at);
            if (random.NextDouble() < stops)
                break;
        }
        var scale = Gamma.Sample(random, spend.Q, spend.V);
        return new(repeats, last, age, repeats == 0 ? 0 : Gamma.Sample(random, spend.P * repeats, scale * repeats));
    }
}

using System.Diagnostics;
using CrmAddin.Core.Metrics.CustomerValue;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Benchmarks.Workbooks;

/// <summary>Fits BG/NBD to generated customers who bought on days of three years, most of whose histories are nobody else's.</summary>
public sealed class CustomerValueFit : IBench
{
    private const int Customers = 100_000;
    private const int Runs = 3;
    private const double BudgetSeconds = 5;
    private const int Days = 1_095;
    private const double DaysPerWeek = 7;
    private static readonly BgNbd _truth = new(0.8, 12, 0.9, 3.5);

    /// <inheritdoc/>
    public string Group => "workbooks";

    /// <inheritdoc/>
    public string Name => "customer-value";

    /// <inheritdoc/>
    public Task RunAsync(BenchOutput output, CancellationToken cancel)
    {
        var random = new Xoshiro256StarStar(20_260_101);
        List<PurchaseHistory> histories = [.. Enumerable.Range(0, Customers).Select(_ => One(random))];
        _ = BgNbd.Fit(histories);
        double[] seconds = [.. Enumerable.Range(0, Runs).Select(_ => Seconds(histories)).Order()];
        output.Print(new Figure(Group, "BG/NBD fit, 100,000 customers", seconds[Runs / 2], "s", BudgetSeconds));
        return Task.CompletedTask;
    }

    private static double Seconds(List<PurchaseHistory> histories)
    {
        var watch = Stopwatch.StartNew();
        if (BgNbd.Fit(histories) is not { } fit || Math.Abs(fit.Parameters[0] / _truth.R - 1) > 0.1)
            throw new InvalidOperationException("The fit did not find the model that the customers were made of.");
        return watch.Elapsed.TotalSeconds;
    }

    private static PurchaseHistory One(Xoshiro256StarStar random)
    {
        var (rate, stops) = (Gamma.Sample(random, _truth.R, _truth.Alpha * DaysPerWeek), Beta.Sample(random, _truth.A, _truth.B));
        var age = random.Next(30, Days);
        var (repeats, last) = (0, 0);
        for (var at = Wait(random, rate); at <= age; at += Wait(random, rate))
        {
            (repeats, last) = (repeats + 1, at);
            if (random.NextDouble() < stops)
                break;
        }
        return new(repeats, last / DaysPerWeek, age / DaysPerWeek, 0);
    }

    private static int Wait(Xoshiro256StarStar random, double rate) => (int)Math.Min(Math.Ceiling(Exponential.Sample(random, rate)), Days);
}

using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>The optimum of a likelihood over positive parameters.</summary>
/// <param name="Parameters">Their values.</param>
/// <param name="LogLikelihood">The logarithm of the likelihood there.</param>
/// <param name="Covariance">Covariance of the parameters: the inverse of the observed information.</param>
public sealed record LikelihoodOptimum(double[] Parameters, double LogLikelihood, double[][] Covariance);

/// <summary>
/// Maximises a log-likelihood over the logarithms of its positive parameters: a bounded quasi-Newton search, then Newton's own steps to
/// full precision, which also give the information matrix.
/// </summary>
internal static class MaximumLikelihood
{
    private const double Lowest = -12;
    private const double Highest = 14;
    private const double AtTheEdge = 0.5;
    private const double Step = 1e-5;
    private const int MostSteps = 1_000;
    private const int MostNewtonSteps = 50;
    private const double SmallGradient = 1e-9;

    /// <summary>The optimum, or null where there is none inside the bounds: the data say nothing about a parameter.</summary>
    /// <param name="likelihood">The log-likelihood at parameters, which also fills its gradient by them.</param>
    /// <param name="start">Where to begin.</param>
    /// <param name="weight">How many observations there are.</param>
    public static LikelihoodOptimum? Find(Func<double[], double[], double> likelihood, double[] start, double weight)
    {
        var found = Search(at => Negative(likelihood, at, weight), Vector<double>.Build.DenseOfEnumerable(start.Select(value => Math.Log(value))));
        if (Polish(likelihood, found, weight) is not { } at || at.Any(log => log < Lowest + AtTheEdge || log > Highest - AtTheEdge))
            return null;

        var information = Information(likelihood, at, weight) * weight;
        if (!IsPositive(information))
            return null;
        double[] parameters = [.. at.Select(Math.Exp)];
        var byLogs = information.Inverse();
        double[][] covariance = [.. parameters.Select((p, row) => (double[])[.. parameters.Select((q, column) => p * q * byLogs[row, column])])];
        return new(parameters, likelihood(parameters, new double[start.Length]), covariance);
    }

    private static Vector<double> Search(Func<Vector<double>, (double, Vector<double>)> negative, Vector<double> start)
    {
        var size = start.Count;
        var (low, high) = (Vector<double>.Build.Dense(size, Lowest), Vector<double>.Build.Dense(size, Highest));
        var best = (Value: double.PositiveInfinity, At: start);
        var objective = ObjectiveFunction.Gradient(at =>
        {
            var (value, gradient) = negative(at);
            if (value < best.Value)
                best = (value, at.Clone());
            return (value, gradient);
        });
        try
        {
            new BfgsBMinimizer(1e-9, 1e-9, 1e-12, MostSteps).FindMinimum(objective, low, high, start);
        }
        catch (OptimizationException)
        {
            // A line search that cannot get lower ends so; what was best so far is as good a start for Newton's steps.
        }
        return best.At;
    }

    private static (double Value, Vector<double> Gradient) Negative(Func<double[], double[], double> likelihood, Vector<double> logs, double weight)
    {
        double[] parameters = [.. logs.Select(Math.Exp)];
        var gradient = new double[parameters.Length];
        var value = likelihood(parameters, gradient);
        return (-value / weight, Vector<double>.Build.DenseOfEnumerable(gradient.Zip(parameters, (slope, p) => -slope * p / weight)));
    }

    private static Vector<double>? Polish(Func<double[], double[], double> likelihood, Vector<double> at, double weight)
    {
        var (value, gradient) = Negative(likelihood, at, weight);
        for (var step = 0; step < MostNewtonSteps; step++)
        {
            if (gradient.InfinityNorm() < SmallGradient)
                return at;
            var information = Information(likelihood, at, weight);
            if (!IsPositive(information))
                return null;
            var move = information.Solve(gradient);
            var scale = 1.0;
            var next = Negative(likelihood, at - move, weight);
            while (!(next.Value <= value + 1e-15 * Math.Abs(value)) && scale > 1e-6)
            {
                scale /= 2;
                next = Negative(likelihood, at - move * scale, weight);
            }
            at -= move * scale;
            (value, gradient) = next;
        }
        return gradient.InfinityNorm() < Math.Sqrt(SmallGradient) ? at : null;
    }

    private static Matrix<double> Information(Func<double[], double[], double> likelihood, Vector<double> at, double weight)
    {
        var size = at.Count;
        var matrix = Matrix<double>.Build.Dense(size, size);
        for (var column = 0; column < size; column++)
        {
            var (up, down) = (at.Clone(), at.Clone());
            up[column] += Step;
            down[column] -= Step;
            matrix.SetColumn(column, (Negative(likelihood, up, weight).Gradient - Negative(likelihood, down, weight).Gradient) / (2 * Step));
        }
        return (matrix + matrix.Transpose()) / 2;
    }

    private static bool IsPositive(Matrix<double> matrix) =>
        matrix.Enumerate().All(double.IsFinite) && matrix.Evd(Symmetricity.Symmetric).EigenValues.All(value => value.Real > 1e-14);
}

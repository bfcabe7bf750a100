using static MathNet.Numerics.SpecialFunctions;

namespace CrmAddin.Core.Metrics.CustomerValue;

/// <summary>
/// The log-likelihood of the BG/NBD model with its gradient (Fader, Hardie and Lee 2005, "Counting Your Customers" the Easy Way,
/// equation 6), as a sum over customers of equal history and with the gamma functions once a number of purchases.
/// </summary>
internal sealed class BgNbdLikelihood
{
    private readonly Cell[] _cells;
    private readonly (int Repeats, int Customers, int FirstCell, int EndCell)[] _groups;

    public BgNbdLikelihood(IEnumerable<PurchaseHistory> histories)
    {
        _cells =
        [
            .. histories.GroupBy(history => (history.Repeats, history.Recency, history.Age))
                .Select(same => new Cell(same.Key.Repeats, same.Key.Recency, same.Key.Age, same.Count()))
                .OrderBy(cell => cell.Repeats).ThenBy(cell => cell.Age).ThenBy(cell => cell.Recency),
        ];
        List<(int, int, int, int)> groups = [];
        for (int from = 0, to; from < _cells.Length; from = to)
        {
            to = from;
            while (to < _cells.Length && _cells[to].Repeats == _cells[from].Repeats)
                to++;
            groups.Add((_cells[from].Repeats, _cells[from..to].Sum(cell => cell.Customers), from, to));
        }
        _groups = [.. groups];
    }

    /// <summary>Customers in all.</summary>
    public int Customers => _groups.Sum(group => group.Customers);

    /// <summary>The log-likelihood at (r, α, a, b); fills its gradient.</summary>
    public double At(double[] parameters, double[] gradient)
    {
        var (r, alpha, a, b) = (parameters[0], parameters[1], parameters[2], parameters[3]);
        Array.Clear(gradient);
        var sum = 0.0;
        foreach (var (x, customers, first, end) in _groups)
        {
            sum += customers * (GammaLn(r + x) - GammaLn(r) + r * Math.Log(alpha) + GammaLn(a + b) - GammaLn(b) + GammaLn(b + x) - GammaLn(a + b + x));
            var (ofAll, ofBoth) = (DiGamma(a + b), DiGamma(a + b + x));
            gradient[0] += customers * (DiGamma(r + x) - DiGamma(r) + Math.Log(alpha));
            gradient[1] += customers * r / alpha;
            gradient[2] += customers * (ofAll - ofBoth);
            gradient[3] += customers * (ofAll - DiGamma(b) + DiGamma(b + x) - ofBoth);
            for (var at = first; at < end; at++)
                sum += _cells[at].Add(r, alpha, a, b, gradient);
        }
        return sum;
    }

    private readonly record struct Cell(int Repeats, double Recency, double Age, int Customers)
    {
        // Alive to the end (A3) or gone after the last purchase (A4), added without leaving the logarithms.
        public double Add(double r, double alpha, double a, double b, double[] gradient)
        {
            var shape = r + Repeats;
            var alive = Math.Log(alpha + Age);
            if (Repeats == 0)
            {
                gradient[0] -= Customers * alive;
                gradient[1] -= Customers * shape / (alpha + Age);
                return -Customers * shape * alive;
            }
            var last = Math.Log(alpha + Recency);
            var lead = Math.Log(a / (b + Repeats - 1)) + shape * (alive - last);
            var gone = 1 / (1 + Math.Exp(-lead));
            gradient[0] -= Customers * (alive + gone * (last - alive));
            gradient[1] -= Customers * shape * ((1 - gone) / (alpha + Age) + gone / (alpha + Recency));
            gradient[2] += Customers * gone / a;
            gradient[3] -= Customers * gone / (b + Repeats - 1);
            return Customers * (-shape * alive + (lead > 0 ? lead + Math.Log(1 + Math.Exp(-lead)) : Math.Log(1 + Math.Exp(lead))));
        }
    }
}

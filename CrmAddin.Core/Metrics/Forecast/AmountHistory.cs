namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>What won deals came to, as was known on a day.</summary>
internal sealed class AmountHistory
{
    private const int MonthsOfAmounts = 12;
    private const int FewestAmounts = 30;
    private const int FewestChanges = 20;
    private const int DaysBeforeClose = 30;

    private readonly double[] _won;
    private readonly double[] _changes;

    private AmountHistory(double[] won, double[] changes) => (_won, _changes) = (won, changes);

    /// <summary>Amounts of deals won in the last year, or of all where these are few; and how amounts changed in a deal's last month.</summary>
    public static AmountHistory AsOf(IReadOnlyList<ForecastDeal> deals, DateOnly day)
    {
        ForecastDeal[] won = [.. deals.Where(deal => deal.IsWon && deal.IsClosedBy(day) && deal.Amount > 0)];
        ForecastDeal[] recent = [.. won.Where(deal => deal.ClosedOn > day.AddMonths(-MonthsOfAmounts))];
        ForecastDeal[] taken = recent.Length < FewestAmounts ? won : recent;
        return new([.. taken.Select(deal => (double)deal.Amount!)], [.. taken.Select(Change).OfType<double>()]);
    }

    /// <summary>Whether any deal with an amount was won.</summary>
    public bool IsEmpty => _won.Length == 0;

    /// <summary>The amount of some won deal.</summary>
    public double Draw(Random random) => _won[random.Next(_won.Length)];

    /// <summary>What an amount known today may become by the day of winning.</summary>
    public double Draw(Random random, double known) => _changes.Length < FewestChanges ? known : known * _changes[random.Next(_changes.Length)];

    private static double? Change(ForecastDeal deal)
    {
        if (deal.ClosedOn is not { } closed || deal.KnownFrom >= closed)
            return null;
        var before = closed.AddDays(-DaysBeforeClose);
        return deal.AmountOn(before > deal.KnownFrom ? before : deal.KnownFrom) is { } known and > 0 ? (double)(deal.Amount!.Value / known) : null;
    }
}

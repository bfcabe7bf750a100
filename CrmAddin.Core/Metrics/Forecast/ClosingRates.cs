namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>How fast deals of an age close, and how many of those are won.</summary>
/// <param name="FromDay">The first day of the age, counted from opening.</param>
/// <param name="ClosingPerDay">Share of the open deals that close on a day of that age.</param>
/// <param name="WonShare">Share of the closings that are won.</param>
/// <param name="Closings">Closings that it was learnt from.</param>
public sealed record AgeRate(int FromDay, double ClosingPerDay, double WonShare, int Closings);

/// <summary>The firm's closing rates by age of the deal, as of a day: of deals that closed and of those that are still open.</summary>
internal static class ClosingRates
{
    private const int FewestAges = 3;
    private const int MostAges = 20;

    /// <summary>The rates by age, in order; the last age has no end.</summary>
    public static IReadOnlyList<AgeRate> Learn(IReadOnlyList<ForecastDeal> deals, DateOnly day, ForecastSettings settings)
    {
        var windowStart = day.AddDays(-settings.WindowDays);
        ForecastDeal[] closed = [.. deals.Where(deal => IsKnownToTheEnd(deal, day) && deal.ClosedOn > windowStart)];
        var starts = Starts([.. closed.Select(deal => deal.AgeOn(deal.ClosedOn!.Value)).Order()]);
        var (days, closings, wins) = (new double[starts.Length], new int[starts.Length], new int[starts.Length]);
        foreach (var deal in closed)
        {
            var at = IndexOf(starts, deal.AgeOn(deal.ClosedOn!.Value));
            closings[at]++;
            wins[at] += deal.IsWon ? 1 : 0;
        }
        foreach (var deal in deals.Where(deal => IsAtRisk(deal, windowStart, day)))
            AddDays(days, starts, Math.Max(0, deal.AgeOn(windowStart) + 1), deal.AgeOn(deal.IsClosedBy(day) ? deal.ClosedOn!.Value : day));
        return Rates(starts, days, closings, wins);
    }

    /// <summary>Whether a deal closed by a day with both days known and in order.</summary>
    public static bool IsKnownToTheEnd(ForecastDeal deal, DateOnly day) => deal.IsClosedBy(day) && deal.OpenedOn <= deal.ClosedOn;

    private static bool IsAtRisk(ForecastDeal deal, DateOnly windowStart, DateOnly day) =>
        deal.OpenedOn <= day && (deal.ClosedOn is not { } end || (end >= deal.OpenedOn && end > windowStart));

    public static int IndexOf(int[] starts, int age)
    {
        var found = Array.BinarySearch(starts, age);
        return found >= 0 ? found : ~found - 1;
    }

    // Ages are cut so that each holds about as many closings as another; the last begins after the latest closing.
    private static int[] Starts(int[] ages)
    {
        var count = Math.Clamp((int)Math.Sqrt(ages.Length) / 2, FewestAges, MostAges);
        return [.. Enumerable.Range(1, count - 1).Select(part => ages[ages.Length * part / count]).Append(0).Append(ages[^1] + 1).Distinct().Order()];
    }

    private static void AddDays(double[] days, int[] starts, int fromAge, int toAge)
    {
        for (var at = IndexOf(starts, fromAge); at < starts.Length && starts[at] <= toAge; at++)
        {
            var end = at + 1 < starts.Length ? Math.Min(starts[at + 1] - 1, toAge) : toAge;
            days[at] += Math.Max(0, end - Math.Max(starts[at], fromAge) + 1);
        }
    }

    private static AgeRate[] Rates(int[] starts, double[] days, int[] closings, int[] wins)
    {
        var whole = closings.Sum() / Math.Max(days.Sum(), 1);
        var won = (double)wins.Sum() / closings.Sum();
        ObservedRate[] observed = [.. starts.Select((_, at) => new ObservedRate(closings[at], wins[at], closings[at] * won))];
        var weight = Shrinkage.WeightOfWhole(observed);
        return
        [
            // One closing at the rate of the whole is added, so that an age without any is slow and not at a standstill.
            .. starts.Select((start, at) => new AgeRate(
                start,
                Math.Min((closings[at] + 1) / (days[at] + 1 / whole), 0.99),
                (wins[at] + weight * won) / (closings[at] + weight),
                closings[at])),
        ];
    }
}

namespace CrmAddin.Core.Metrics.Forecast;

/// <summary>The forecast's band month by month after a day, beside the weighted sum of the same day.</summary>
public static class ForecastMonths
{
    private const double LowShare = 0.1;
    private const double HighShare = 0.9;

    /// <summary>The months in order, the first being that of the day after; empty where no won deal has an amount.</summary>
    /// <param name="deals">All deals.</param>
    /// <param name="model">The model as of the day.</param>
    /// <param name="months">How many months.</param>
    /// <param name="settings">Runs and seed.</param>
    /// <param name="isNow">Whether the day is that of reporting: deals on hold today stay out.</param>
    public static IReadOnlyList<MonthBand> Compute(IReadOnlyList<ForecastDeal> deals, ForecastModel model, int months, ForecastSettings settings, bool isNow)
    {
        var amounts = AmountHistory.AsOf(deals, model.Day);
        if (amounts.IsEmpty)
            return [];
        ForecastDeal[] open = [.. deals.Where(deal => deal.IsOpenOn(model.Day) && !(isNow && deal.IsOnHold))];
        var runs = new SimulateMonths(open, model, amounts, months).Run(settings.Runs, settings.Seed);
        var first = Months.StartOf(model.Day.AddDays(1));
        return [.. Enumerable.Range(0, months).Select(at => Band(first.AddMonths(at), [.. runs.Select(run => run[at])], WonBetween(deals, first.AddMonths(at), model.Day), open, model))];
    }

    /// <summary>The amount won from a month's beginning to a day of it.</summary>
    public static decimal WonBetween(IEnumerable<ForecastDeal> deals, DateOnly month, DateOnly to) =>
        deals.Where(deal => deal.IsWon && deal.ClosedOn >= month && deal.ClosedOn <= to).Sum(deal => deal.Amount ?? 0);

    private static MonthBand Band(DateOnly month, (double Open, double New)[] runs, decimal wonSoFar, ForecastDeal[] open, ForecastModel model)
    {
        double[] sums = [.. runs.Select(run => run.Open + run.New).Order()];
        return new(
            month,
            wonSoFar,
            wonSoFar + At(sums, LowShare),
            wonSoFar + At(sums, 0.5),
            wonSoFar + At(sums, HighShare),
            Money(runs.Average(run => run.Open)),
            Money(runs.Average(run => run.New)),
            wonSoFar + Weighted(open, month, model));
    }

    private static decimal Weighted(ForecastDeal[] open, DateOnly month, ForecastModel model) =>
        open.Where(deal => deal.ExpectedCloseAsOf(model.Day) is { } day && Months.StartOf(day) == month)
            .Sum(deal => (deal.AmountOn(model.Day) ?? 0) * deal.ProbabilityOn(model.Day));

    private static decimal At(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return Money(sorted[below] + (place - below) * (sorted[above] - sorted[below]));
    }

    private static decimal Money(double amount) => Math.Round((decimal)amount, 2);
}

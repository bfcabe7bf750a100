namespace CrmAddin.Core.Metrics;

/// <summary>What a row of the forecast by month stands for.</summary>
public enum ForecastRowKind
{
    /// <summary>Everything before the first month shown.</summary>
    Earlier,

    /// <summary>One calendar month.</summary>
    Month,

    /// <summary>Open deals whose expected close has passed.</summary>
    Overdue,

    /// <summary>Deals without the day that would put them in a month.</summary>
    NoDate,
}

/// <summary>One row of the forecast by month; amounts in the base currency.</summary>
/// <param name="Kind">What the row stands for.</param>
/// <param name="Month">The first day of the month, or of the first month shown on the row of all earlier ones.</param>
/// <param name="WonAmount">Won by closing day.</param>
/// <param name="OpenAmount">Open by expected close, full amount.</param>
/// <param name="WeightedAmount">Open by expected close, times win probability.</param>
public sealed record ForecastRow(ForecastRowKind Kind, DateOnly? Month, decimal WonAmount, decimal OpenAmount, decimal WeightedAmount)
{
    /// <summary>Won plus weighted.</summary>
    public decimal ForecastAmount => WonAmount + WeightedAmount;
}

/// <summary>Forecast by month: won by closing day plus weighted by expected close.</summary>
public static class PipelineByMonth
{
    /// <summary>Months in order, after a row of earlier ones where needed; then what is overdue and what has no date.</summary>
    public static IReadOnlyList<ForecastRow> Compute(IEnumerable<PipelineDeal> deals, PipelineSettings settings)
    {
        PipelineDeal[] won = [.. deals.Where(deal => deal.Standing == DealStanding.Won && deal.IsIn(settings.Period))];
        PipelineDeal[] open = [.. deals.Where(deal => deal.Standing == DealStanding.Open)];
        var wonByMonth = won.Where(deal => deal.ClosedOn is not null).ToLookup(deal => MonthOf(deal.ClosedOn!.Value));
        var openByMonth = open.Where(deal => deal.ExpectedCloseOn >= settings.AsOf).ToLookup(deal => MonthOf(deal.ExpectedCloseOn!.Value));
        var months = MonthsShown([.. wonByMonth.Select(group => group.Key).Union(openByMonth.Select(group => group.Key)).Order()]);

        List<ForecastRow> rows = [.. months.Select(month => Row(ForecastRowKind.Month, month, wonByMonth[month], openByMonth[month]))];
        if (months.Count > 0 && won.Any(deal => deal.ClosedOn < months[0]))
            rows.Insert(0, Row(ForecastRowKind.Earlier, months[0], won.Where(deal => deal.ClosedOn < months[0]), []));
        rows.Add(Row(ForecastRowKind.Overdue, null, [], open.Where(deal => deal.ExpectedCloseOn < settings.AsOf)));
        rows.Add(Row(ForecastRowKind.NoDate, null, won.Where(deal => deal.ClosedOn is null), open.Where(deal => deal.ExpectedCloseOn is null)));
        return rows;
    }

    // Quiet months are shown too, unless that would push older months with deals off the page.
    private static List<DateOnly> MonthsShown(DateOnly[] withDeals)
    {
        if (withDeals.Length == 0)
            return [];

        var span = MonthNumber(withDeals[^1]) - MonthNumber(withDeals[0]) + 1;
        return span <= ReportMonths.MaxMonths
            ? [.. Enumerable.Range(0, span).Select(withDeals[0].AddMonths)]
            : [.. withDeals.TakeLast(ReportMonths.MaxMonths)];
    }

    private static ForecastRow Row(ForecastRowKind kind, DateOnly? month, IEnumerable<PipelineDeal> won, IEnumerable<PipelineDeal> open)
    {
        PipelineDeal[] openDeals = [.. open];
        return new(kind, month, won.Sum(deal => deal.Amount ?? 0), openDeals.Sum(deal => deal.Amount ?? 0), openDeals.Sum(deal => deal.WeightedAmount));
    }

    private static DateOnly MonthOf(DateOnly day) => new(day.Year, day.Month, 1);

    private static int MonthNumber(DateOnly month) => month.Year * 12 + month.Month;
}

namespace CrmAddin.Core.Metrics;

/// <summary>The headline figures of the pipeline, each by its definition.</summary>
public static class PipelineFigures
{
    /// <summary>All figures over the deals that belong to the period, in the order in which reports show them.</summary>
    public static IReadOnlyList<Figure> Compute(IEnumerable<PipelineDeal> deals, PipelineSettings settings)
    {
        PipelineDeal[] inPeriod = [.. deals.Where(deal => deal.IsIn(settings.Period))];
        PipelineDeal[] open = [.. inPeriod.Where(deal => deal.Standing == DealStanding.Open)];
        PipelineDeal[] won = [.. inPeriod.Where(deal => deal.Standing == DealStanding.Won)];
        PipelineDeal[] lost = [.. inPeriod.Where(deal => deal.Standing == DealStanding.Lost)];
        return [.. Open(open, won, settings), .. Closed(won, lost), .. ClosingThisMonth(open, settings), .. Durations(won, lost), .. Slippage(inPeriod)];
    }

    private static IEnumerable<Figure> Open(PipelineDeal[] open, PipelineDeal[] won, PipelineSettings settings)
    {
        var weighted = open.Sum(deal => deal.WeightedAmount);
        yield return Figure.Count(FigureKeys.OpenCount, open.Length);
        yield return Figure.Money(FigureKeys.OpenAmount, Amount(open));
        yield return Figure.Money(FigureKeys.WeightedAmount, weighted);
        yield return Figure.Money(FigureKeys.ForecastAmount, Amount(won) + weighted);
        yield return Figure.Money(FigureKeys.CommitAmount, Amount(open.Where(deal => deal.Probability >= settings.Firm.CommitProbability)));
        yield return Figure.Money(FigureKeys.BestCaseAmount, Amount(open.Where(deal => deal.Probability >= settings.Firm.BestCaseProbability)));
    }

    private static IEnumerable<Figure> Closed(PipelineDeal[] won, PipelineDeal[] lost)
    {
        var wonAmount = Amount(won);
        var lostAmount = Amount(lost);
        yield return Figure.Count(FigureKeys.WonCount, won.Length);
        yield return Figure.Money(FigureKeys.WonAmount, wonAmount);
        yield return Figure.Count(FigureKeys.LostCount, lost.Length);
        yield return Figure.Money(FigureKeys.LostAmount, lostAmount);
        yield return Figure.Rate(FigureKeys.WinRate, won.Length, won.Length + lost.Length, EmptyReason.NoClosedDeals);
        yield return Figure.Rate(FigureKeys.WinRateByAmount, wonAmount, wonAmount + lostAmount, EmptyReason.NoClosedAmount);
    }

    private static IEnumerable<Figure> ClosingThisMonth(PipelineDeal[] open, PipelineSettings settings)
    {
        var month = new ReportPeriod(settings.ThisMonth, settings.ThisMonth.AddMonths(1));
        PipelineDeal[] closing = [.. open.Where(deal => month.Contains(deal.ExpectedCloseOn))];
        yield return Figure.Count(FigureKeys.ClosingThisMonth, closing.Length);
        yield return Figure.Money(FigureKeys.ClosingThisMonthAmount, Amount(closing));
    }

    private static IEnumerable<Figure> Durations(PipelineDeal[] won, PipelineDeal[] lost)
    {
        int[] cycles = [.. won.Select(deal => deal.DaysToClose).OfType<int>()];
        int[] all = [.. cycles, .. lost.Select(deal => deal.DaysToClose).OfType<int>()];
        yield return Figure.Days(FigureKeys.MeanDaysToClose, Averages.Mean(all), EmptyReason.NoClosedDealWithDates);
        yield return Figure.Days(FigureKeys.MedianDaysToClose, Averages.Median(all), EmptyReason.NoClosedDealWithDates);
        yield return Figure.Days(FigureKeys.SalesCycleDays, Averages.Mean(cycles), EmptyReason.NoWonDealWithDates);
        yield return Figure.Days(FigureKeys.SalesCycleMedianDays, Averages.Median(cycles), EmptyReason.NoWonDealWithDates);
    }

    private static IEnumerable<Figure> Slippage(PipelineDeal[] inPeriod)
    {
        PipelineDeal[] slipped = [.. inPeriod.Where(deal => deal.Standing != DealStanding.Cancelled && deal.SlippedDays > 0)];
        int[] days = [.. slipped.Select(deal => deal.SlippedDays).OfType<int>()];
        yield return Figure.Count(FigureKeys.SlippedCount, slipped.Length);
        yield return Figure.Money(FigureKeys.SlippedAmount, Amount(slipped));
        yield return Figure.Days(FigureKeys.SlippedMedianDays, Averages.Median(days), EmptyReason.NoSlippedDeals);
    }

    private static decimal Amount(IEnumerable<PipelineDeal> deals) => deals.Sum(deal => deal.Amount ?? 0);
}

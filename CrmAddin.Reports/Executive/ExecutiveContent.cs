using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Executive;

/// <summary>What the executive workbook shows, on one page.</summary>
internal static class ExecutiveContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.OpenAmount, FigureKeys.OpenCount),
        new(FigureKeys.WeightedAmount),
        new(FigureKeys.CommitAmount, FigureKeys.BestCaseAmount),
        new(FigureKeys.ForecastMedian, FigureKeys.ForecastLow, FigureKeys.ForecastHigh),
        new(FigureKeys.WonAmount, FigureKeys.WonCount),
        new(FigureKeys.WinRate, FigureKeys.WinRateByAmount),
        new(FigureKeys.TargetAttainment, FigureKeys.TargetAmount),
        new(FigureKeys.TargetRunRate, FigureKeys.TargetRunRateAttainment),
        new(FigureKeys.ConversionRate, FigureKeys.LeadPeople),
        new(FigureKeys.LeadToDealRate, FigureKeys.LeadDeals),
        new(FigureKeys.SalesCycleDays, FigureKeys.SalesCycleMedianDays),
        new(FigureKeys.Cac, FigureKeys.NewCustomers),
        new(FigureKeys.Cltv, FigureKeys.CltvGross),
        new(FigureKeys.CltvPredicted, FigureKeys.CltvPredictedGross),
        new(FigureKeys.RetentionRate, FigureKeys.ChurnRate),
        new(FigureKeys.RepeatRate, FigureKeys.Customers),
        new(FigureKeys.NetNewRevenue, FigureKeys.LostRevenue),
        new(FigureKeys.CustomerGrowth),
        new(FigureKeys.Calls, FigureKeys.Visits, FigureKeys.Appointments),
        new(FigureKeys.MailsSent, FigureKeys.MailsReceived),
        new(FigureKeys.TouchedShare),
        new(FigureKeys.Nps),
        new(FigureKeys.Csat),
        new(FigureKeys.FirstResponseHours, FigureKeys.ResolutionHours),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(ExecutiveRows rows)
    {
        var texts = new ExecutiveTexts(rows.Frame.Language);
        var (partTable, monthTable, bandTable) = (new PartTable(texts), new MonthTable(texts), new BandTable(texts));
        var shown = _cards.SelectMany(card => card.NoteKeys.Prepend(card.Key)).ToHashSet();
        ExecutivePart[] parts = [.. Parts(rows, texts)];
        var formulas = new ExecutiveFormulas(partTable, rows.Figures.All);
        return new()
        {
            Texts = texts,
            Figures = [.. rows.Figures.All.Where(figure => shown.Contains(figure.Key))],
            Cards = _cards,
            FormulaOf = (_, key) => formulas.Of(key),
            Notes = [.. Notes(rows, texts)],
            Blocks = [ByMonth(rows.Months, monthTable, texts), .. rows.Band.Count == 0 ? (SummaryBlock[])[] : [ByBand(rows.Band, bandTable, texts)]],
            Tables =
            [
                new DataTable<ExecutivePart>(texts["Parts"], partTable.Name, partTable.Columns(parts), parts),
                new DataTable<TargetMonth>(texts["Months"], monthTable.Name, monthTable.Columns(), rows.Months),
                .. rows.Band.Count == 0 ? (DataTable[])[] : [new DataTable<MonthBand>(texts["Band"], bandTable.Name, bandTable.Columns(), rows.Band)],
            ],
            TieOuts = rows.StoreTotals is { } store
                ?
                [
                    TieOut.Count(FigureKeys.OpenCount, store.OpenCount),
                    TieOut.Money(FigureKeys.OpenAmount, store.OpenAmount),
                    TieOut.Count(FigureKeys.WonCount, store.WonCount),
                    TieOut.Money(FigureKeys.WonAmount, store.WonAmount),
                ]
                : [],
            IsOnePage = true,
        };
    }

    private static IEnumerable<ExecutivePart> Parts(ExecutiveRows rows, ExecutiveTexts texts)
    {
        var names = new FigureTexts(texts.Language);
        foreach (var figure in rows.Figures.All.Where(figure => !ExecutiveFormulas.Computed.Contains(figure.Key)))
        {
            if (figure.Value is { } value)
                yield return new(figure.Key, names.Name(figure.Key), value);
        }

        yield return Counted(ExecutiveFormulas.RepeatingCustomers, rows.Figures.Totals.Repeating);
        yield return Counted(ExecutiveFormulas.StayedCustomers, rows.Figures.Stayed);
        if (rows.Contacts is { } contacts)
        {
            yield return Counted(ExecutiveFormulas.ContactCount, contacts.Sum(one => one.Contacts));
            yield return Counted(ExecutiveFormulas.TouchedCount, contacts.Sum(one => one.Touched));
        }

        ExecutivePart Counted(string key, decimal count) => new(key, texts["Part." + key], count);
    }

    private static SummaryBlock<TargetMonth> ByMonth(IReadOnlyList<TargetMonth> months, MonthTable table, ExecutiveTexts texts)
    {
        var (won, target) = (months.Sum(row => row.Won), months.Sum(row => row.Target));
        return new SummaryBlock<TargetMonth>(texts["ByMonth"], months)
        {
            Chart = new(texts["Chart.ByMonth"], texts["AxisMoney"], new(1, ChartMark.Column, HouseStyle.Green), new(2, ChartMark.Line, HouseStyle.Orange)),
        }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["Won"], HouseStyle.MoneyFormat, row => row.Won, (row, _) => table.Of("Won", row.Month))
            .Number(texts["Target"], HouseStyle.MoneyFormat, row => row.Target, (row, _) => table.Of("Target", row.Month))
            .Share(texts["Attainment"], HouseStyle.RateFormat, row => Ratio.Of(row.Won, row.Target), at => at[1], at => at[2], () => Ratio.Of(won, target), isShaded: true);
    }

    private static SummaryBlock<MonthBand> ByBand(IReadOnlyList<MonthBand> band, BandTable table, ExecutiveTexts texts) =>
        new SummaryBlock<MonthBand>(texts["ByBand"], band)
        {
            Chart = new(
                texts["Chart.ByBand"],
                texts["AxisMoney"],
                new(1, ChartMark.HiddenColumn, HouseStyle.LightBlue),
                new(4, ChartMark.StackedColumn, HouseStyle.LightBlue),
                new(2, ChartMark.Line, HouseStyle.Blue)),
        }
            .Label(texts["Month"], row => PeriodText.Month(texts.Language, row.Month))
            .Number(texts["Low"], HouseStyle.MoneyFormat, row => row.Low, (row, _) => table.Of("Low", row.Month), BlockTotal.None)
            .Number(texts["Median"], HouseStyle.MoneyFormat, row => row.Median, (row, _) => table.Of("Median", row.Month), BlockTotal.None)
            .Number(texts["High"], HouseStyle.MoneyFormat, row => row.High, (row, _) => table.Of("High", row.Month), BlockTotal.None)
            .Number(texts["Spread"], HouseStyle.MoneyFormat, row => row.High - row.Low, (_, at) => $"{at[3]}-{at[1]}", BlockTotal.None);

    private static IEnumerable<string> Notes(ExecutiveRows rows, ExecutiveTexts texts)
    {
        if (rows.ForecastOf is { } forecast)
            yield return texts.Format("Note.Forecast", forecast);
        if (rows.ValueOf is { } value)
            yield return texts.Format("Note.Value", value);
    }
}

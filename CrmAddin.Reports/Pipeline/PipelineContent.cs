using CrmAddin.Core.Metrics;
using CrmAddin.Core.Metrics.Forecast;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Pipeline;

/// <summary>What the pipeline workbook shows.</summary>
internal static class PipelineContent
{
    private static readonly FigureCard[] _cards =
    [
        new(FigureKeys.OpenAmount, FigureKeys.OpenCount),
        new(FigureKeys.WeightedAmount),
        new(FigureKeys.CommitAmount),
        new(FigureKeys.BestCaseAmount),
        new(FigureKeys.ForecastAmount),
        new(FigureKeys.WonAmount, FigureKeys.WonCount),
        new(FigureKeys.LostAmount, FigureKeys.LostCount),
        new(FigureKeys.ClosingThisMonthAmount, FigureKeys.ClosingThisMonth),
        new(FigureKeys.WinRate, FigureKeys.WinRateByAmount),
        new(FigureKeys.MeanDaysToClose, FigureKeys.MedianDaysToClose),
        new(FigureKeys.SalesCycleDays, FigureKeys.SalesCycleMedianDays),
        new(FigureKeys.SlippedAmount, FigureKeys.SlippedCount, FigureKeys.SlippedMedianDays),
    ];

    /// <summary>The report of the rows.</summary>
    public static ReportContent Of(PipelineRows rows)
    {
        var texts = new PipelineTexts(rows.Frame.Language);
        var table = new DealTable(texts);
        PipelineDeal[] deals = [.. rows.Deals.Select(row => row.Figures with { Owner = table.OwnerShown(row.Figures.Owner) })];
        var columns = table.Columns(rows.Deals, rows.Frame.Currency, rows.CustomFields, rows.Frame.Language);
        var blocks = new PipelineBlocks(rows.Settings, table, texts);
        var forecast = new ForecastContent(rows.Forecast, texts);
        return new()
        {
            Texts = texts,
            Figures = [.. PipelineFigures.Compute(deals, rows.Settings), .. FirmForecast.Figures(rows.Forecast)],
            Cards = [.. _cards, .. forecast.Cards],
            FormulaOf = (places, key) => forecast.FormulaOf(key) ?? new PipelineFormulas(table, rows.Settings, places).Of(key),
            Notes = forecast.Notes,
            Remarks = [.. Remarks(rows, table, texts)],
            Blocks = [blocks.ByMonth(deals), blocks.ByStage(deals), blocks.ByAge(deals), blocks.ByOwner(deals), .. forecast.Blocks],
            Tables = [new DataTable<PipelineRow>(texts["Deals"], table.Name, columns, rows.Deals), .. forecast.Tables],
            TieOuts = rows.StoreTotals is { } store ? TieOuts(rows, store, table, texts) : [],
        };
    }

    private static IEnumerable<SummaryRemark> Remarks(PipelineRows rows, DealTable table, PipelineTexts texts)
    {
        var noAmount = rows.Deals.Count(deal => deal.Figures is { Standing: DealStanding.Open, Amount: null });
        yield return new(noAmount, $"SUMPRODUCT(({table.Standing}={table.Word(DealStanding.Open)})*({table.Amount}=\"\"))", texts["Remark.NoAmount"]);
        var foreign = rows.Deals.Count(deal => deal.Figures.Amount is null && deal.OwnAmount is not null);
        yield return new(foreign, $"SUMPRODUCT(({table.Amount}=\"\")*({table["OwnAmount"]}<>\"\"))", texts["Remark.NoRate"]);
    }

    private static TieOut[] TieOuts(PipelineRows rows, PipelineStoreTotals store, DealTable table, PipelineTexts texts) =>
    [
        TieOut.Rows(texts["RowCount"], table.Standing, rows.Deals.Count, store.RowCount),
        TieOut.Count(FigureKeys.OpenCount, store.OpenCount),
        TieOut.Money(FigureKeys.OpenAmount, store.OpenAmount),
        TieOut.Count(FigureKeys.WonCount, store.WonCount),
        TieOut.Money(FigureKeys.WonAmount, store.WonAmount),
        TieOut.Count(FigureKeys.LostCount, store.LostCount),
        TieOut.Money(FigureKeys.LostAmount, store.LostAmount),
    ];
}

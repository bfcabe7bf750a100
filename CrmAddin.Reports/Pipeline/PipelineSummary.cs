using System.Globalization;
using ClosedXML.Excel;
using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The summary sheet: headline figures, charts, and the pipeline by month, stage and owner.</summary>
internal sealed class PipelineSummary(ReportBook book, PipelineRows rows, IReadOnlyList<PipelineDeal> deals, IReadOnlyList<Figure> figures, DealTable table)
{
    /// <summary>The cell with the day of reporting.</summary>
    public const string AsOfAddress = "$C$4";

    private const int Columns = 8;
    private const double FirstColumnWidth = 19;
    private const double ColumnWidth = 13.8;
    private const int ChartRows = 17;
    private const int RowsPerPage = 60;

    private readonly PipelineTexts _texts = new(rows.Language);
    private SummaryCards? _cards;
    private string _sheetName = "";

    /// <summary>The period in words.</summary>
    public static string PeriodText(PipelineRows rows, PipelineTexts texts) => rows.Settings.Period switch
    {
        { From: { } from, To: { } to } => texts.Format("Period.Between", Day(from), Day(to.AddDays(-1))),
        { From: { } from } => texts.Format("Period.Since", Day(from)),
        { To: { } to } => texts.Format("Period.Until", Day(to.AddDays(-1))),
        _ => texts["Period.All"],
    };

    /// <summary>Adds the sheet to the workbook.</summary>
    public void Add()
    {
        var sheet = book.AddSheet(_texts["Summary"]);
        _sheetName = sheet.Name;
        sheet.Columns(1, Columns).Width = ColumnWidth;
        sheet.Column(1).Width = FirstColumnWidth;
        HouseStyle.Title(sheet.Range(1, 1, 1, Columns), _texts["Title"]);
        HouseStyle.Subtitle(sheet.Range(2, 1, 2, Columns), CellText.Plain(rows.FirmName));
        AddParameters(sheet);
        _cards = new SummaryCards(book, sheet, rows.Settings, figures, table, _texts);
        _cards.Add();

        var row = AddRemarks(sheet, SummaryCards.EndRow);
        if (deals.Count > 0)
            AddTables(sheet, row);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Portrait;
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 2);
    }

    /// <summary>The totals that the tie-out sheet sets beside the store's.</summary>
    public IReadOnlyList<TieOutLine> TieOutLines()
    {
        if (rows.StoreTotals is not { } store)
            return [];
        return
        [
            new(_texts["RowCount"], $"COUNTA({table.Standing})", deals.Count, store.RowCount, HouseStyle.WholeFormat),
            TieOut(FigureKeys.OpenCount, store.OpenCount, HouseStyle.WholeFormat),
            TieOut(FigureKeys.OpenAmount, store.OpenAmount, HouseStyle.ExactMoneyFormat),
            TieOut(FigureKeys.WonCount, store.WonCount, HouseStyle.WholeFormat),
            TieOut(FigureKeys.WonAmount, store.WonAmount, HouseStyle.ExactMoneyFormat),
            TieOut(FigureKeys.LostCount, store.LostCount, HouseStyle.WholeFormat),
            TieOut(FigureKeys.LostAmount, store.LostAmount, HouseStyle.ExactMoneyFormat),
        ];
    }

    private TieOutLine TieOut(string key, decimal storeValue, string format) => new(
        new FigureTexts(rows.Language).Name(key),
        $"{SheetName.Quoted(_sheetName)}!{_cards!.AddressOf(key)}",
        figures.Single(figure => figure.Key == key).Value ?? 0,
        storeValue,
        format);

    private void AddParameters(IXLWorksheet sheet)
    {
        foreach (var (index, key) in new[] { "Period", "AsOf", "Currency", "ReadAt" }.Index())
        {
            var label = sheet.Range(3, 1 + index * 2, 3, 2 + index * 2).Merge();
            label.FirstCell().SetValue<string>(_texts[key]);
            label.Style.Font.SetFontSize(9).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            sheet.Range(4, 1 + index * 2, 4, 2 + index * 2).Merge().Style.Font.SetBold();
        }

        sheet.Cell(4, 1).SetValue<string>(PeriodText(rows, _texts));
        sheet.Cell(4, 3).SetValue<double>((double)ExcelDay.Serial(rows.Settings.AsOf)!.Value);
        sheet.Cell(4, 3).Style.NumberFormat.Format = rows.Language.DateFormat;
        sheet.Cell(4, 5).SetValue<string>(rows.BaseCurrency);
        sheet.Cell(4, 7).SetValue<double>(ExcelDay.Serial(rows.ReadAtLocal));
        sheet.Cell(4, 7).Style.NumberFormat.Format = rows.Language.MomentFormat;
        HouseStyle.AlignToStart(sheet.Range(3, 1, 4, Columns).Style, rows.Language);
        sheet.Range(4, 1, 4, Columns).Style.Alignment.SetShrinkToFit();
        sheet.Row(5).Height = 8;
    }

    private int AddRemarks(IXLWorksheet sheet, int row)
    {
        if (deals.Count == 0)
        {
            var empty = sheet.Range(row, 1, row, Columns);
            HouseStyle.Section(empty, _texts["NoDeals"]);
            HouseStyle.Subtitle(sheet.Range(row + 1, 1, row + 1, Columns), _texts["NoDeals.WhatToDo"]);
            sheet.Row(row + 1).Height = 24;
            return row + 2;
        }

        var open = table.Word(DealStanding.Open);
        var noAmount = rows.Deals.Count(deal => deal.Figures is { Standing: DealStanding.Open, Amount: null });
        var foreign = rows.Deals.Count(deal => deal.Figures.Amount is null && deal.OwnAmount is not null);
        if (noAmount > 0)
            AddRemark(sheet, row++, $"SUMPRODUCT(({table.Standing}={open})*({table.Amount}=\"\"))", noAmount, "Remark.NoAmount");
        if (foreign > 0)
            AddRemark(sheet, row++, $"SUMPRODUCT(({table.Amount}=\"\")*({table.Name}[{_texts["OwnAmount"]}]<>\"\"))", foreign, "Remark.NoRate");
        return row;
    }

    private void AddRemark(IXLWorksheet sheet, int row, string formula, int count, string textKey)
    {
        var cell = sheet.Range(row, 1, row, Columns).Merge().FirstCell();
        book.SetFormula(cell, formula, CachedValue.Of(count));
        cell.Style.NumberFormat.Format = $"#,##0 {DealTable.Quoted(_texts[textKey])}";
        cell.Style.Font.SetItalic().Font.SetFontColor(HouseStyle.Color(HouseStyle.Orange));
        HouseStyle.AlignToStart(cell.Style, rows.Language);
    }

    private void AddTables(IXLWorksheet sheet, int row)
    {
        var months = new MonthTable(book, sheet, table, _texts);
        var stages = new StageTable(book, sheet, table, _texts);
        var owners = new OwnerTable(book, sheet, table, _texts);
        var chartRow = row;
        var byStage = PipelineByStage.Compute(deals);
        var byOwner = PipelineByOwner.Compute(deals, rows.Settings.Period);
        row = months.Add(row + ChartRows + 1, PipelineByMonth.Compute(deals, rows.Settings));
        row = stages.Add(NextSection(sheet, row, byStage.Count), byStage, deals);
        owners.Add(NextSection(sheet, row, byOwner.Count), byOwner);

        var middle = stages.HasChart ? Columns * 5 / 8 : Columns;
        book.AddChart(sheet, months.Chart(new(0, chartRow, middle, chartRow + ChartRows - 1)));
        if (stages.HasChart)
            book.AddChart(sheet, stages.Chart(new(middle, chartRow, Columns, chartRow + ChartRows - 1)));
    }

    // A table that would not end on the first page starts the next one.
    private static int NextSection(IXLWorksheet sheet, int endRow, int rowCount)
    {
        if (endRow <= RowsPerPage && endRow + rowCount + 4 > RowsPerPage)
            sheet.PageSetup.AddHorizontalPageBreak(endRow);
        return endRow + 1;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

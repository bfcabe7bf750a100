using ClosedXML.Excel;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>The summary sheet and those of tables of their own: head, headline figures, warnings, charts, tables.</summary>
internal sealed class SummarySheet(ReportBook book, ReportContent content, ReportFrame frame)
{
    /// <summary>The cell with the day of reporting.</summary>
    public static readonly string AsOfAddress = CellAddress.Fixed(ParameterRow, AsOfColumn);

    private const int Columns = 8;
    private const double FirstColumnWidth = 19;
    private const double ColumnWidth = 13.8;
    private const int ChartRows = 17;
    private const double ChartRowHeight = 14;
    private const int MostRowsBesideOtherCharts = 24;
    private const int ParameterRow = 4;
    private const int AsOfColumn = 3;
    private const int CardsRow = 6;

    private readonly LayoutTexts _texts = new(frame.Language);
    private SummaryCards? _cards;
    private string _name = "";

    /// <summary>Adds the sheets to the workbook.</summary>
    public void Add()
    {
        var sheet = AddSheet(_texts["Summary"], content.Texts["Title"]);
        _name = sheet.Name;
        if (content.IsOnePage)
            sheet.PageSetup.FitToPages(1, 1);
        AddParameters(sheet);
        _cards = new SummaryCards(book, sheet, content, AsOfAddress);
        var row = AddRemarks(sheet, AddNotes(sheet, _cards.Add(CardsRow)));
        if (content.RowCount == 0)
            AddNoData(sheet, row);
        else
            AddBlocks(sheet, row, content.Blocks.Where(block => block.Sheet is null && block.RowCount + block.ApartCount > 0));

        foreach (var group in content.Blocks.Where(block => block.Sheet is not null && content.RowCount > 0).GroupBy(block => block.Sheet!))
            AddBlocks(AddSheet(group.Key, group.Key), 4, group);
    }

    /// <summary>The totals that the tie-out sheet sets beside the store's.</summary>
    public IReadOnlyList<TieOutLine> TieOutLines() => [.. content.TieOuts.Select(line => new TieOutLine(
        line.Label ?? new FigureTexts(frame.Language).Name(line.Key!),
        line.Formula ?? $"{SheetName.Quoted(_name)}!{_cards!.AddressOf(line.Key!)}",
        line.Value ?? content.Figures.Single(figure => figure.Key == line.Key).Value ?? 0,
        line.StoreValue,
        line.IsMoney ? HouseStyle.ExactMoneyFormat : HouseStyle.WholeFormat))];

    private IXLWorksheet AddSheet(string name, string title)
    {
        var sheet = book.AddSheet(name);
        var columns = Math.Max(Columns, content.Blocks.Where(block => block.Sheet == name).Select(block => block.Columns.Count).DefaultIfEmpty(0).Max());
        sheet.Columns(1, columns).Width = ColumnWidth;
        sheet.Column(1).Width = FirstColumnWidth;
        HouseStyle.Title(sheet.Range(1, 1, 1, Columns), title);
        HouseStyle.Subtitle(sheet.Range(2, 1, 2, Columns), CellText.Plain(string.Join(" · ", [frame.FirmName, .. frame.Scope.Names])));
        sheet.PageSetup.PageOrientation = columns > Columns ? XLPageOrientation.Landscape : XLPageOrientation.Portrait;
        sheet.PageSetup.SetRowsToRepeatAtTop(1, 2);
        return sheet;
    }

    private void AddParameters(IXLWorksheet sheet)
    {
        foreach (var (index, key) in new[] { "Period", "AsOf", "Currency", "ReadAt" }.Index())
        {
            var label = sheet.Range(ParameterRow - 1, 1 + index * 2, ParameterRow - 1, 2 + index * 2).Merge();
            label.FirstCell().SetValue<string>(_texts[key]);
            label.Style.Font.SetFontSize(9).Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            sheet.Range(ParameterRow, 1 + index * 2, ParameterRow, 2 + index * 2).Merge().Style.Font.SetBold();
        }

        sheet.Cell(ParameterRow, 1).SetValue<string>(PeriodText.Of(frame));
        sheet.Cell(ParameterRow, AsOfColumn).SetValue<double>((double)ExcelDay.Serial(frame.AsOf)!.Value);
        sheet.Cell(ParameterRow, AsOfColumn).Style.NumberFormat.Format = frame.Language.DateFormat;
        sheet.Cell(ParameterRow, 5).SetValue<string>(frame.Currency);
        sheet.Cell(ParameterRow, 7).SetValue<double>(ExcelDay.Serial(frame.ReadAtLocal));
        sheet.Cell(ParameterRow, 7).Style.NumberFormat.Format = frame.Language.MomentFormat;
        HouseStyle.AlignToStart(sheet.Range(ParameterRow - 1, 1, ParameterRow, Columns).Style, frame.Language);
        sheet.Range(ParameterRow, 1, ParameterRow, Columns).Style.Alignment.SetShrinkToFit();
        sheet.Row(ParameterRow + 1).Height = 8;
    }

    private int AddNotes(IXLWorksheet sheet, int row)
    {
        foreach (var note in content.Notes)
        {
            var line = sheet.Range(row, 1, row, Columns);
            HouseStyle.Subtitle(line, CellText.Plain(note));
            line.Style.Alignment.SetWrapText();
            HouseStyle.AlignToStart(line.Style, frame.Language);
            sheet.Row(row).Height = 16 * Math.Ceiling(TextMeasure.WidthOf(note) / (FirstColumnWidth + (Columns - 1) * ColumnWidth));
            row++;
        }

        return row;
    }

    private int AddRemarks(IXLWorksheet sheet, int row)
    {
        foreach (var remark in content.Remarks.Where(remark => remark.Count > 0 && content.RowCount > 0))
        {
            var cell = sheet.Range(row, 1, row, Columns).Merge().FirstCell();
            book.SetFormula(cell, remark.Formula, CachedValue.Of(remark.Count));
            cell.Style.NumberFormat.Format = $"#,##0 {TableNames.Quoted(remark.Text)}";
            cell.Style.Font.SetItalic().Font.SetFontColor(HouseStyle.Color(HouseStyle.Orange));
            HouseStyle.AlignToStart(cell.Style, frame.Language);
            row++;
        }

        return row;
    }

    private void AddNoData(IXLWorksheet sheet, int row)
    {
        HouseStyle.Section(sheet.Range(row, 1, row, Columns), content.Texts["NoData"]);
        HouseStyle.Subtitle(sheet.Range(row + 1, 1, row + 1, Columns), content.Texts["NoData.WhatToDo"]);
        sheet.Row(row + 1).Height = 24;
    }

    // The charts stand above the tables, as many beside each other as the sheet is wide; their frames are known before the tables are.
    private void AddBlocks(IXLWorksheet sheet, int row, IEnumerable<SummaryBlock> blocks)
    {
        SummaryBlock[] all = [.. blocks];
        var frames = Frames([.. all.Where(block => block is { Chart: not null, RowCount: > 0 })], row);
        if (frames.Count > 0)
        {
            var end = frames.Values.Max(chart => chart.ToRow) + 1;
            // Said rather than left to the viewer, so that charts come out alike in all of them.
            sheet.Rows(row + 1, end).Height = ChartRowHeight;
            row = end + 1;
        }

        var breaks = content.IsOnePage ? null : new PageBreaks(sheet, Math.Max(Columns, all.Select(block => block.Columns.Count).DefaultIfEmpty(0).Max()));
        foreach (var lineOfCharts in frames.Values.Select(chart => chart.FromRow).Distinct().Order())
            breaks?.Before(lineOfCharts, ChartRows * ChartRowHeight);
        foreach (var block in all)
        {
            var writer = new BlockWriter(book, sheet, block);
            breaks?.Before(row - 1, writer.Points);
            row = writer.Write(row) + 1;
            if (frames.TryGetValue(block, out var chartFrame) && writer.Chart(chartFrame) is { } chart)
                book.AddChart(sheet, chart);
        }
    }

    private static Dictionary<SummaryBlock, ChartFrame> Frames(SummaryBlock[] charts, int row)
    {
        var frames = new Dictionary<SummaryBlock, ChartFrame>(ReferenceEqualityComparer.Instance);
        var column = 0;
        foreach (var (index, block) in charts.Index())
        {
            var width = WidthOf(block);
            if (column + width > Columns)
                (column, row) = (0, row + ChartRows);
            // A chart that nothing follows in its line takes the rest of it.
            var isLast = index == charts.Length - 1 || column + width + WidthOf(charts[index + 1]) > Columns;
            var end = isLast ? Columns : column + width;
            frames[block] = new(column, row, end, row + ChartRows - 1);
            column = end;
        }

        return frames;
    }

    private static int WidthOf(SummaryBlock block) =>
        Math.Min(block.Chart!.RowCount ?? int.MaxValue, block.RowCount) > MostRowsBesideOtherCharts ? Columns : block.Chart.Width;
}

using ClosedXML.Excel;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>Writes one table on a sheet: section, headings, rows, total, and the rows apart under it.</summary>
internal sealed class BlockWriter(ReportBook book, IXLWorksheet sheet, SummaryBlock block)
{
    // Fonts that stand in for the house's are taller; a row of the usual height would cut them under the headings.
    private const double RowHeight = 16.5;
    private const double HeadingsHeight = 54;

    private readonly LayoutTexts _texts = new(book.Language);
    private int _headerRow;

    private int FirstRow => _headerRow + 1;

    private bool HasTotal => block.RowCount > 0 && block.Columns.Any(column => column.Total != BlockTotal.None);

    /// <summary>How high it will be, in points.</summary>
    public double Points => HeadingsHeight + (block.RowCount + block.ApartCount + 1) * RowHeight;

    /// <summary>Writes it from a row on and gives the row under it.</summary>
    public int Write(int row)
    {
        WriteHeadings(row);
        for (var line = 0; line < block.RowCount; line++)
            WriteRow(FirstRow + line, line);

        var end = FirstRow + block.RowCount;
        if (HasTotal)
            WriteTotal(end++);
        Format(FirstRow, end + block.ApartCount - 1);
        HouseStyle.Body(sheet.Range(FirstRow, 1, Math.Max(FirstRow, end - 1), block.Columns.Count));
        Shade();
        for (var line = 0; line < block.ApartCount; line++)
        {
            WriteRow(end, block.RowCount + line);
            sheet.Range(end, 1, end, block.Columns.Count).Style.Font.SetItalic().Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
            end++;
        }

        return end;
    }

    /// <summary>The table's chart over a frame of cells; null when it has none or nothing to draw.</summary>
    public ChartSpec? Chart(ChartFrame frame)
    {
        var count = Math.Min(block.Chart?.RowCount ?? int.MaxValue, block.RowCount);
        if (block.Chart is not { } chart || count == 0)
            return null;
        var labels = new ChartCells<string>(Range(chart.LabelColumn, count), [.. Enumerable.Range(0, count).Select(row => block.Cell(row, chart.LabelColumn, At(row)).Text ?? "")]);
        return new(chart.Title, frame, [.. chart.Series.Select(series => Series(series, labels, count))], chart.Format);
    }

    private ChartSeries Series(BlockSeries series, ChartCells<string> labels, int count) => new(
        new(CellAddress.Range(sheet.Name, series.Column + 1, _headerRow, _headerRow), [block.Columns[series.Column].Heading]),
        series.Mark,
        series.Color,
        labels,
        new(Range(series.Column, series.RowCount ?? count), [.. Enumerable.Range(0, series.RowCount ?? count).Select(row => block.Cell(row, series.Column, At(row)).Value)]),
        series.HasLabels);

    private string Range(int column, int count) => CellAddress.Range(sheet.Name, column + 1, FirstRow, FirstRow + count - 1);

    private RowCells At(int line) => new(FirstRow + line);

    private void WriteHeadings(int row)
    {
        HouseStyle.Section(sheet.Range(row, 1, row, Math.Max(block.Columns.Count, 2)), block.Title);
        _headerRow = row + 1;
        foreach (var (index, column) in block.Columns.Index())
        {
            var cell = sheet.Cell(_headerRow, index + 1);
            cell.SetValue<string>(column.Heading);
            cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        }

        HouseStyle.Header(sheet.Range(_headerRow, 1, _headerRow, block.Columns.Count));
        var (widest, width) = (block.Columns.Max(column => TextMeasure.WidthOf(column.Heading)), sheet.Column(2).Width);
        if (widest > width - 3)
            sheet.Row(_headerRow).Height = widest > 2 * width ? 47 : 32;
    }

    private void WriteRow(int row, int line)
    {
        sheet.Row(row).Height = RowHeight;
        for (var index = 0; index < block.Columns.Count; index++)
            WriteCell(sheet.Cell(row, index + 1), block.Cell(line, index, new(row)));
    }

    private void WriteTotal(int row)
    {
        sheet.Cell(row, 1).SetValue<string>(_texts["Total"]);
        foreach (var (index, column) in block.Columns.Index())
        {
            if (column.Total == BlockTotal.Sum)
                WriteCell(sheet.Cell(row, index + 1), Sum(index, row));
            else if (column.Total == BlockTotal.SameFormula)
                WriteCell(sheet.Cell(row, index + 1), block.Total(index, new(row)));
        }

        HouseStyle.Total(sheet.Range(row, 1, row, block.Columns.Count));
    }

    private BlockCell Sum(int column, int totalRow) => new(
        null,
        $"SUM({CellAddress.Of(FirstRow, column + 1)}:{CellAddress.Of(totalRow - 1, column + 1)})",
        Enumerable.Range(0, block.RowCount).Sum(line => block.Cell(line, column, At(line)).Value ?? 0));

    private void WriteCell(IXLCell target, BlockCell cell)
    {
        if (cell.Text is { } text)
        {
            target.SetValue<string>(CellText.Plain(text));
            return;
        }

        book.SetFormula(target, cell.Formula, cell.Value is { } value ? CachedValue.Of(value) : CachedValue.Of(FigureTexts.None), cell.IsArray);
    }

    // A column at a time: cell by cell the styles would take longer than everything else.
    private void Format(int firstRow, int lastRow)
    {
        if (lastRow < firstRow)
            return;
        foreach (var (index, column) in block.Columns.Index())
        {
            var style = sheet.Range(firstRow, index + 1, lastRow, index + 1).Style;
            if (column.Format is not { } format)
            {
                style.Alignment.SetShrinkToFit();
                continue;
            }

            style.NumberFormat.SetFormat(format);
            style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
        }
    }

    private void Shade()
    {
        if (block.RowCount == 0)
            return;
        foreach (var (index, _) in block.Columns.Index().Where(column => column.Item.IsShaded))
            sheet.Range(FirstRow, index + 1, FirstRow + block.RowCount - 1, index + 1).AddConditionalFormat().ColorScale()
                .LowestValue(XLColor.White).HighestValue(HouseStyle.Color(HouseStyle.PaleGreen));
    }
}

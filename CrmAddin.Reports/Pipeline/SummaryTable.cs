using ClosedXML.Excel;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>What the tables of the summary share: section, header, formula cells, total row.</summary>
internal abstract class SummaryTable(ReportBook book, IXLWorksheet sheet, PipelineTexts texts)
{
    /// <summary>The sheet.</summary>
    protected IXLWorksheet Sheet => sheet;

    /// <summary>The texts.</summary>
    protected PipelineTexts Texts => texts;

    /// <summary>The row of the headings.</summary>
    protected int HeaderRow { get; private set; }

    /// <summary>The first row under the headings.</summary>
    protected int FirstRow => HeaderRow + 1;

    /// <summary>Writes section title and headings.</summary>
    protected void AddHeader(int row, string sectionKey, params string[] headingKeys)
    {
        HouseStyle.Section(sheet.Range(row, 1, row, headingKeys.Length), texts[sectionKey]);
        HeaderRow = row + 1;
        foreach (var (index, key) in headingKeys.Index())
        {
            var cell = sheet.Cell(HeaderRow, index + 1);
            cell.SetValue<string>(texts[key]);
            cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);
        }

        HouseStyle.Header(sheet.Range(HeaderRow, 1, HeaderRow, headingKeys.Length));
        if (headingKeys.Any(key => TextMeasure.WidthOf(texts[key]) > sheet.Column(2).Width - 3))
            sheet.Row(HeaderRow).Height = 32;
    }

    /// <summary>Writes a label as text.</summary>
    protected void SetLabel(int row, int column, string text)
    {
        sheet.Cell(row, column).SetValue<string>(CellText.Plain(text));
        sheet.Cell(row, column).Style.Alignment.SetShrinkToFit();
    }

    /// <summary>Writes a formula with its value and format.</summary>
    protected void SetNumber(int row, int column, string formula, decimal value, string format)
    {
        book.SetFormula(sheet.Cell(row, column), formula, CachedValue.Of(value));
        sheet.Cell(row, column).Style.NumberFormat.Format = format;
    }

    /// <summary>Writes a rate with its value, or the dash where there is nothing to divide by.</summary>
    protected void SetRate(int row, int column, string part, string whole, decimal? value)
    {
        var cell = sheet.Cell(row, column);
        book.SetFormula(cell, $"IF({whole}=0,\"{FigureTexts.None}\",{part}/({whole}))", value is { } rate ? CachedValue.Of(rate) : CachedValue.Of(FigureTexts.None));
        cell.Style.NumberFormat.Format = HouseStyle.RateFormat;
        cell.Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Right);
    }

    /// <summary>Writes the sum of the rows above.</summary>
    protected void SetTotal(int row, int column, decimal value, string format) =>
        SetNumber(row, column, $"SUM({CellAddress.Of(FirstRow, column)}:{CellAddress.Of(row - 1, column)})", value, format);

    /// <summary>Lines under the rows and the total row's ground.</summary>
    protected void Finish(int totalRow, int columns)
    {
        HouseStyle.Body(sheet.Range(FirstRow, 1, totalRow, columns));
        HouseStyle.Total(sheet.Range(totalRow, 1, totalRow, columns));
    }

    /// <summary>The name of a series: the heading of its column.</summary>
    protected ChartCells<string> SeriesName(int column) =>
        new(CellAddress.Range(sheet.Name, column, HeaderRow, HeaderRow), [sheet.Cell(HeaderRow, column).GetString()]);

    /// <summary>Labels along a chart's axis.</summary>
    protected ChartCells<string> Labels(int column, IEnumerable<string> labels)
    {
        string[] all = [.. labels];
        return new(CellAddress.Range(sheet.Name, column, FirstRow, FirstRow + all.Length - 1), all);
    }

    /// <summary>Values of a chart's series.</summary>
    protected ChartCells<decimal> Values(int column, IEnumerable<decimal> values)
    {
        decimal[] all = [.. values];
        return new(CellAddress.Range(sheet.Name, column, FirstRow, FirstRow + all.Length - 1), all);
    }
}

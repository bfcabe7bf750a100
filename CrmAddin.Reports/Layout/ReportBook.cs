using System.Globalization;
using ClosedXML.Excel;

namespace CrmAddin.Reports.Layout;

/// <summary>A workbook in the making: sheets laid out with ClosedXML, and what is added to them when the file is written.</summary>
internal sealed class ReportBook : IDisposable
{
    /// <summary>The name, before the table's, under which the workbook's properties tell a table's key column.</summary>
    public const string KeyProperty = "Key of ";

    private readonly XLWorkbook _workbook = new();
    private readonly Dictionary<string, List<FormulaCell>> _formulas = [];
    private readonly Dictionary<string, List<ChartSpec>> _charts = [];
    private readonly List<DataSheet> _dataSheets = [];

    /// <summary>A workbook in one language, with its document properties.</summary>
    public ReportBook(ReportLanguage language, BookProperties properties)
    {
        Language = language;
        _workbook.Style.Font.FontName = language.FontName;
        _workbook.Style.Font.FontSize = 11;
        _workbook.Properties.Title = CellText.Plain(properties.Title);
        _workbook.Properties.Subject = CellText.Plain(properties.Subject);
        _workbook.Properties.Author = CellText.Plain(properties.FirmName);
        _workbook.Properties.Company = CellText.Plain(properties.FirmName);
        _workbook.Properties.Created = properties.MadeAt.UtcDateTime;
    }

    /// <summary>The language of the workbook.</summary>
    public ReportLanguage Language { get; }

    /// <summary>Formulas with their values, by sheet.</summary>
    public IReadOnlyDictionary<string, List<FormulaCell>> Formulas => _formulas;

    /// <summary>Charts by sheet.</summary>
    public IReadOnlyDictionary<string, List<ChartSpec>> Charts => _charts;

    /// <summary>Sheets whose rows are streamed.</summary>
    public IReadOnlyList<DataSheet> DataSheets => _dataSheets;

    /// <summary>A new sheet in the reading direction of the language, ready to print on A4.</summary>
    public IXLWorksheet AddSheet(string name)
    {
        var sheet = _workbook.AddWorksheet(SheetName.Valid(name, [.. _workbook.Worksheets.Select(other => other.Name)]));
        sheet.RightToLeft = Language.IsRightToLeft;
        sheet.ShowGridLines = false;
        sheet.Style.Alignment.ReadingOrder = Language.IsRightToLeft
            ? XLAlignmentReadingOrderValues.RightToLeft
            : XLAlignmentReadingOrderValues.LeftToRight;
        sheet.PageSetup.PaperSize = XLPaperSize.A4Paper;
        sheet.PageSetup.FitToPages(1, 0);
        sheet.PageSetup.Margins.SetLeft(0.5).SetRight(0.5).SetTop(0.6).SetBottom(0.7).SetFooter(0.35);
        sheet.PageSetup.CenterHorizontally = true;
        sheet.PageSetup.Footer.Left.AddText(XLHFPredefinedText.SheetName);
        sheet.PageSetup.Footer.Right.AddText(XLHFPredefinedText.PageNumber);
        sheet.PageSetup.Footer.Right.AddText(" / ");
        sheet.PageSetup.Footer.Right.AddText(XLHFPredefinedText.NumberOfPages);
        return sheet;
    }

    /// <summary>A new sheet whose rows are streamed when the workbook is saved.</summary>
    public IXLWorksheet AddDataSheet<T>(string name, string tableName, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows)
    {
        var data = new DataSheet<T>(AddSheet(name), tableName, columns, rows);
        data.LayOut(Language);
        _dataSheets.Add(data);
        if (columns.FirstOrDefault(column => column.IsKey) is { } key)
            _workbook.CustomProperties.Add(KeyProperty + tableName, key.Heading);
        return data.Sheet;
    }

    /// <summary>
    /// Sheets whose rows are streamed when the workbook is saved: one, and where the rows are more than Excel holds on a sheet as many
    /// more as they need. Gives the names of their tables.
    /// </summary>
    public IReadOnlyList<string> AddDataSheets<T>(string name, string tableName, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows, int rowCount)
    {
        var parts = new RowsInParts<T>(rows, DataSheet.MaxRows);
        List<string> tables = [tableName, .. Enumerable.Range(2, Math.Max(0, (rowCount - 1) / DataSheet.MaxRows)).Select(part => string.Create(CultureInfo.InvariantCulture, $"{tableName}_{part}"))];
        foreach (var (index, table) in tables.Index())
            AddDataSheet(name, table, columns, index == tables.Count - 1 ? parts.Rest() : parts.Next());
        return tables;
    }

    /// <summary>Puts a formula in a cell together with the value that it gives.</summary>
    public void SetFormula(IXLCell cell, string formula, CachedValue value, bool isArray = false)
    {
        cell.FormulaA1 = formula;
        ListOf(_formulas, cell.Worksheet.Name).Add(new(cell.Address.ToStringRelative(), value, isArray));
    }

    /// <summary>Adds a native chart to a sheet.</summary>
    public void AddChart(IXLWorksheet sheet, ChartSpec chart) => ListOf(_charts, sheet.Name).Add(chart);

    /// <summary>The workbook without streamed rows, charts and cached values.</summary>
    public MemoryStream SaveLayout()
    {
        var stream = new MemoryStream();
        _workbook.SaveAs(stream);
        stream.Position = 0;
        return stream;
    }

    /// <inheritdoc/>
    public void Dispose() => _workbook.Dispose();

    private static List<T> ListOf<T>(Dictionary<string, List<T>> lists, string sheet)
    {
        if (!lists.TryGetValue(sheet, out var list))
            lists[sheet] = list = [];
        return list;
    }
}

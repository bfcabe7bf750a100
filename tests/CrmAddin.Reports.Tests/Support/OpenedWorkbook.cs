using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using DocumentFormat.OpenXml.Validation;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>A workbook read back from its file: values, formulas and parts as they are stored.</summary>
internal sealed class OpenedWorkbook : IDisposable
{
    private readonly string[] _sharedStrings;

    public OpenedWorkbook(string path)
    {
        Document = SpreadsheetDocument.Open(path, isEditable: false);
        Parts = Document.WorkbookPart!;
        SheetNames = [.. Parts.Workbook.Descendants<Sheet>().Select(sheet => sheet.Name!.Value!)];
        _sharedStrings = [.. Parts.SharedStringTablePart?.SharedStringTable.Elements<SharedStringItem>().Select(item => item.InnerText) ?? []];
    }

    public SpreadsheetDocument Document { get; }

    public WorkbookPart Parts { get; }

    public IReadOnlyList<string> SheetNames { get; }

    public WorksheetPart Sheet(string name) =>
        (WorksheetPart)Parts.GetPartById(Parts.Workbook.Descendants<Sheet>().Single(sheet => sheet.Name == name).Id!.Value!);

    public IReadOnlyDictionary<string, string> Values(string sheet) =>
        Sheet(sheet).Worksheet.Descendants<Cell>().ToDictionary(cell => cell.CellReference!.Value!, TextOf);

    public IReadOnlyDictionary<string, string> Formulas(string sheet) => Sheet(sheet).Worksheet.Descendants<Cell>()
        .Where(cell => cell.CellFormula is not null)
        .ToDictionary(cell => cell.CellReference!.Value!, cell => cell.CellFormula!.Text);

    public string Text(string sheet, string address) => Values(sheet).GetValueOrDefault(address, "");

    public double Number(string sheet, string address) => double.Parse(Text(sheet, address), CultureInfo.InvariantCulture);

    public IReadOnlyList<string> ValidatorErrors() =>
    [
        .. new OpenXmlValidator(FileFormatVersions.Office2016).Validate(Document).Concat(new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(Document))
            .Select(error => $"{error.Part?.Uri} {error.Path?.XPath}: {error.Description}"),
    ];

    public void Dispose() => Document.Dispose();

    private string TextOf(Cell cell)
    {
        if (cell.InlineString is { } inline)
            return inline.InnerText;
        var value = cell.CellValue?.Text ?? "";
        return cell.DataType?.Value == CellValues.SharedString && value.Length > 0 ? _sharedStrings[int.Parse(value, CultureInfo.InvariantCulture)] : value;
    }
}

using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace CrmAddin.Reports.Layout;

/// <summary>Where in the package a streamed sheet and its table lie.</summary>
internal sealed record DataParts(DataSheet Data, string SheetEntry, string TableEntry);

/// <summary>Adds to the saved layout what ClosedXML cannot write: cached values, native charts, row formulas of tables.</summary>
internal static partial class SavedLayout
{
    /// <summary>Completes the layout in place and says where the streamed sheets lie.</summary>
    public static IReadOnlyList<DataParts> Complete(Stream layout, ReportBook book)
    {
        using var document = SpreadsheetDocument.Open(layout, isEditable: true);
        var workbook = document.WorkbookPart!;
        var sheets = workbook.Workbook.Descendants<Sheet>().ToDictionary(sheet => sheet.Name!.Value!, sheet => (WorksheetPart)workbook.GetPartById(sheet.Id!.Value!));
        foreach (var (name, formulas) in book.Formulas)
            SetCachedValues(sheets[name], formulas);
        foreach (var (name, charts) in book.Charts)
            ChartDrawing.Add(sheets[name], charts, book.Language);

        FixPrintTitles(workbook.Workbook);
        RecalculateOnLoad(workbook.Workbook);
        return [.. book.DataSheets.Select(data => Describe(data, sheets[data.Sheet.Name]))];
    }

    private static void SetCachedValues(WorksheetPart sheet, List<FormulaCell> formulas)
    {
        var byAddress = formulas.ToDictionary(formula => formula.Address);
        foreach (var cell in sheet.Worksheet.Descendants<Cell>().Where(cell => cell.CellFormula is not null))
        {
            var formula = byAddress[cell.CellReference!.Value!];
            cell.CellValue = new CellValue(formula.Value.Content);
            cell.DataType = formula.Value.IsText ? CellValues.String : null;
            if (formula.IsArray)
            {
                cell.CellFormula!.FormulaType = CellFormulaValues.Array;
                cell.CellFormula.Reference = formula.Address;
            }
        }
    }

    // ClosedXML writes the rows as relative ones, which only Excel takes for titles.
    private static void FixPrintTitles(Workbook workbook)
    {
        foreach (var name in workbook.Descendants<DefinedName>().Where(name => name.Name == "_xlnm.Print_Titles"))
            name.Text = TitleRows().Replace(name.Text, "!$$$1:$$$2");
    }

    private static void RecalculateOnLoad(Workbook workbook)
    {
        workbook.CalculationProperties ??= new CalculationProperties();
        workbook.CalculationProperties.FullCalculationOnLoad = true;
    }

    private static DataParts Describe(DataSheet data, WorksheetPart sheet)
    {
        var table = sheet.TableDefinitionParts.Single();
        TableColumn[] columns = [.. table.Table.Descendants<TableColumn>()];
        foreach (var (index, formula) in data.RowFormulas)
            columns[index].CalculatedColumnFormula = new CalculatedColumnFormula(formula);
        return new(data, sheet.Uri.OriginalString.TrimStart('/'), table.Uri.OriginalString.TrimStart('/'));
    }

    [GeneratedRegex(@"!(\d+):(\d+)$")]
    private static partial Regex TitleRows();
}

using ClosedXML.Excel;
using CrmAddin.Core.Firm;

namespace CrmAddin.Reports.Layout;

/// <summary>The sheet that says in the reader's language how each figure is computed.</summary>
internal static class DefinitionsSheet
{
    private const double DefinitionWidth = 82;
    private const double LineHeight = 15.5;

    /// <summary>Adds the sheet with one row a figure; the sentences name what the firm has set.</summary>
    public static void Add(ReportBook book, IEnumerable<string> figureKeys, FigureSettings firm)
    {
        var texts = new LayoutTexts(book.Language);
        var figures = new FigureTexts(book.Language);
        var sheet = book.AddSheet(texts["Definitions"]);
        sheet.Column(1).Width = 30;
        sheet.Column(2).Width = DefinitionWidth;
        sheet.Column(3).Width = 26;
        HouseStyle.Title(sheet.Range(1, 1, 1, 3), texts["Definitions"]);
        HouseStyle.Subtitle(sheet.Range(2, 1, 2, 3), texts["DefinitionsIntro"]);
        sheet.Cell(4, 1).SetValue<string>(texts["Figure"]);
        sheet.Cell(4, 2).SetValue<string>(texts["Definition"]);
        sheet.Cell(4, 3).SetValue<string>(texts["Key"]);
        HouseStyle.Header(sheet.Range(4, 1, 4, 3));

        var row = 5;
        foreach (var key in figureKeys)
            AddFigure(sheet, row++, key, figures.Name(key), figures.Definition(key, firm));
        HouseStyle.Body(sheet.Range(5, 1, row - 1, 3));
        sheet.SheetView.FreezeRows(4);
        sheet.PageSetup.SetRowsToRepeatAtTop(4, 4);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
    }

    private static void AddFigure(IXLWorksheet sheet, int row, string key, string name, string definition)
    {
        sheet.Cell(row, 1).SetValue<string>(name);
        sheet.Cell(row, 1).Style.Font.SetBold();
        sheet.Cell(row, 2).SetValue<string>(definition);
        sheet.Cell(row, 3).SetValue<string>(key);
        sheet.Cell(row, 3).Style.Font.SetFontColor(HouseStyle.Color(HouseStyle.Grey));
        sheet.Range(row, 1, row, 3).Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top).Alignment.SetWrapText();
        sheet.Row(row).Height = 4 + LineHeight * Math.Ceiling(TextMeasure.WidthOf(definition) / (DefinitionWidth - 4));
    }
}

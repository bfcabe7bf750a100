using ClosedXML.Excel;

namespace CrmAddin.Reports.Layout;

/// <summary>One total, by the workbook and by the store.</summary>
/// <param name="Label">What is totalled.</param>
/// <param name="Formula">The workbook's formula.</param>
/// <param name="Value">What the formula gives.</param>
/// <param name="StoreValue">The same total, computed by the store.</param>
/// <param name="Format">The number format.</param>
internal sealed record TieOutLine(string Label, string Formula, decimal Value, decimal StoreValue, string Format);

/// <summary>The sheet that sets each total of the workbook beside the store's own.</summary>
internal static class TieOutSheet
{
    private const int FirstRow = 6;

    /// <summary>Adds the sheet.</summary>
    /// <param name="book">The workbook.</param>
    /// <param name="lines">The totals; none for a report on the past.</param>
    /// <param name="readAtLocal">When the store was read, in the firm's time zone.</param>
    public static void Add(ReportBook book, IReadOnlyList<TieOutLine> lines, DateTime readAtLocal)
    {
        var texts = new LayoutTexts(book.Language);
        var sheet = book.AddSheet(texts["TieOut"]);
        sheet.Column(1).Width = 40;
        sheet.Columns(2, 4).Width = 22;
        HouseStyle.Title(sheet.Range(1, 1, 1, 4), texts["TieOut"]);
        HouseStyle.Subtitle(sheet.Range(2, 1, 2, 4), texts[lines.Count > 0 ? "TieOutIntro" : "TieOutOfThePast"]);
        AddMoment(sheet, texts, readAtLocal, book.Language);
        sheet.PageSetup.PageOrientation = XLPageOrientation.Landscape;
        if (lines.Count > 0)
            AddLines(book, sheet, texts, lines);
    }

    private static void AddLines(ReportBook book, IXLWorksheet sheet, LayoutTexts texts, IReadOnlyList<TieOutLine> lines)
    {
        foreach (var (index, heading) in new[] { "Total", "ByWorkbook", "ByStore", "Difference" }.Index())
            sheet.Cell(FirstRow - 1, index + 1).SetValue<string>(texts[heading]);
        HouseStyle.Header(sheet.Range(FirstRow - 1, 1, FirstRow - 1, 4));
        sheet.Range(FirstRow - 1, 2, FirstRow - 1, 4).Style.Alignment.SetHorizontal(XLAlignmentHorizontalValues.Center);

        foreach (var (index, line) in lines.Index())
            AddLine(book, sheet, FirstRow + index, line);
        var end = FirstRow + lines.Count - 1;
        HouseStyle.Body(sheet.Range(FirstRow, 1, end, 4));
        AddVerdict(book, sheet, texts, lines, end);
    }

    private static void AddMoment(IXLWorksheet sheet, LayoutTexts texts, DateTime readAtLocal, ReportLanguage language)
    {
        sheet.Cell(3, 1).SetValue<string>(texts["ReadAt"]);
        sheet.Cell(3, 2).SetValue<double>(ExcelDay.Serial(readAtLocal));
        sheet.Cell(3, 2).Style.NumberFormat.Format = language.MomentFormat;
        sheet.Cell(3, 2).Style.Font.SetBold();
        sheet.Cell(3, 2).Style.Alignment.Horizontal = XLAlignmentHorizontalValues.Center;
    }

    private static void AddLine(ReportBook book, IXLWorksheet sheet, int row, TieOutLine line)
    {
        sheet.Cell(row, 1).SetValue<string>(line.Label);
        book.SetFormula(sheet.Cell(row, 2), line.Formula, CachedValue.Of(line.Value));
        sheet.Cell(row, 3).SetValue<double>((double)line.StoreValue);
        book.SetFormula(
            sheet.Cell(row, 4),
            $"ROUND({CellAddress.Of(row, 2)}-{CellAddress.Of(row, 3)},4)",
            CachedValue.Of(Math.Round(line.Value - line.StoreValue, 4)));
        sheet.Range(row, 2, row, 4).Style.NumberFormat.Format = line.Format;
    }

    private static void AddVerdict(ReportBook book, IXLWorksheet sheet, LayoutTexts texts, IReadOnlyList<TieOutLine> lines, int end)
    {
        var differences = $"{CellAddress.Of(FirstRow, 4)}:{CellAddress.Of(end, 4)}";
        var agrees = lines.All(line => Math.Round(line.Value - line.StoreValue, 4) == 0);
        var verdict = sheet.Range(end + 2, 1, end + 2, 4).Merge().FirstCell();
        book.SetFormula(
            verdict,
            $"IF(SUMPRODUCT(ABS({differences}))=0,\"{texts["Agrees"]}\",\"{texts["Differs"]}\")",
            CachedValue.Of(texts[agrees ? "Agrees" : "Differs"]));
        verdict.Style.Font.SetBold();
        sheet.Range(FirstRow, 4, end, 4).AddConditionalFormat().WhenNotEquals("0").Font.SetFontColor(XLColor.Red).Font.SetBold();
    }
}

using ClosedXML.Excel;
using CrmAddin.Core.Lists;
using CrmAddin.Core.Results;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>Writes a mailing list as a workbook with a cover, or as CSV. Rows pass through without being held.</summary>
public static class MailingListFile
{
    /// <summary>Writes the workbook and says how many people are on it.</summary>
    public static async Task<Result<int>> WriteXlsxAsync(
        MailingListCover cover, IAsyncEnumerable<MailingListRow> rows, ReportLanguage language, string path, CancellationToken cancel)
    {
        var texts = new ListTexts(language);
        using var book = new ReportBook(language, new(texts["MailingList"], cover.ListName, cover.FirmName, cover.MadeAt));
        var sheet = book.AddSheet(texts["Cover"]);
        var tables = book.AddDataSheets(texts["People"], texts["PeopleTable"], MailingListColumns.In(texts), rows, cover.IncludedCount);
        AddCover(book, sheet, cover, tables, texts);
        return await OutputFile.WriteAsync(path, async () => (await BookFile.WriteAsync(book, path, cancel)).Sum());
    }

    /// <summary>Writes the CSV file and says how many people are on it.</summary>
    public static Task<Result<int>> WriteCsvAsync(IAsyncEnumerable<MailingListRow> rows, ReportLanguage language, string path, CancellationToken cancel) =>
        OutputFile.WriteAsync(path, () => CsvFile.WriteAsync(path, MailingListColumns.In(new ListTexts(language)), rows, cancel));

    private static void AddCover(ReportBook book, IXLWorksheet sheet, MailingListCover cover, IReadOnlyList<string> tables, ListTexts texts)
    {
        sheet.Column(1).Width = 46;
        sheet.Column(2).Width = 34;
        HouseStyle.Title(sheet.Range(1, 1, 1, 2), CellText.Plain(cover.ListName));
        HouseStyle.Subtitle(sheet.Range(2, 1, 2, 2), CellText.Plain(cover.FirmName));

        sheet.Cell(4, 1).SetValue<string>(texts["Purpose"]);
        sheet.Cell(4, 2).SetValue<string>(CellText.Plain(cover.Purpose));
        sheet.Cell(5, 1).SetValue<string>(texts["MadeAt"]);
        sheet.Cell(5, 2).SetValue<double>(ExcelDay.Serial(TimeZoneInfo.ConvertTime(cover.MadeAt, cover.TimeZone).DateTime));
        sheet.Cell(5, 2).Style.NumberFormat.Format = book.Language.MomentFormat;
        sheet.Cell(6, 1).SetValue<string>(texts["Included"]);
        book.SetFormula(sheet.Cell(6, 2), string.Join('+', tables.Select(table => $"COUNTA({table}[{texts["Email"]}])")), CachedValue.Of(cover.IncludedCount));
        HouseStyle.Body(sheet.Range(4, 1, 6, 2));
        AddLeftOut(book, sheet, cover, texts);

        HouseStyle.AlignToStart(sheet.Range(4, 1, 6, 2).Style, book.Language);
        sheet.Range(4, 2, 6, 2).Style.Font.SetBold();
        sheet.Cell(6, 2).Style.NumberFormat.Format = HouseStyle.WholeFormat;
    }

    private static void AddLeftOut(ReportBook book, IXLWorksheet sheet, MailingListCover cover, ListTexts texts)
    {
        const int header = 8;
        sheet.Cell(header, 1).SetValue<string>(texts["LeftOut"]);
        sheet.Cell(header, 2).SetValue<string>(texts["PeopleCount"]);
        HouseStyle.Header(sheet.Range(header, 1, header, 2));
        foreach (var (index, reason) in cover.LeftOut.Index())
        {
            sheet.Cell(header + 1 + index, 1).SetValue<string>(CellText.Plain(reason.Sentence));
            sheet.Cell(header + 1 + index, 1).Style.Alignment.SetWrapText();
            sheet.Cell(header + 1 + index, 2).SetValue<int>(reason.Count);
        }

        var total = header + 1 + cover.LeftOut.Count;
        sheet.Cell(total, 1).SetValue<string>(texts["Total"]);
        var sum = cover.LeftOut.Count == 0 ? "0" : $"SUM({CellAddress.Of(header + 1, 2)}:{CellAddress.Of(total - 1, 2)})";
        book.SetFormula(sheet.Cell(total, 2), sum, CachedValue.Of(cover.LeftOut.Sum(reason => reason.Count)));
        var body = sheet.Range(header + 1, 1, total, 2);
        HouseStyle.Body(body);
        HouseStyle.Total(sheet.Range(total, 1, total, 2));
        body.Style.Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        HouseStyle.AlignToStart(sheet.Range(header, 1, total, 2).Style, book.Language);
        sheet.Range(header + 1, 2, total, 2).Style.NumberFormat.Format = HouseStyle.WholeFormat;
    }
}

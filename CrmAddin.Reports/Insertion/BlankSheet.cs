using ClosedXML.Excel;

namespace CrmAddin.Reports.Insertion;

/// <summary>An empty sheet that runs from right to left. Office.js knows no direction of a sheet, so that one can only be inserted.</summary>
public static class BlankSheet
{
    /// <summary>The workbook with the sheet, .xlsx.</summary>
    public static byte[] RightToLeft()
    {
        using var book = new XLWorkbook();
        book.AddWorksheet("Sheet").RightToLeft = true;
        using var file = new MemoryStream();
        book.SaveAs(file);
        return file.ToArray();
    }
}

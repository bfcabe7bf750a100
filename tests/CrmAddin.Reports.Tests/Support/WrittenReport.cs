using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Writes reports of rows and holds them to what every workbook must be.</summary>
internal static class WrittenReport
{
    public static async Task<OpenedWorkbook> OpenAsync(TempFolder folder, ReportContent content, ReportFrame frame)
    {
        var path = folder.File("report.xlsx");
        await ReportWorkbook.WriteAsync(content, frame, path, default);
        return new OpenedWorkbook(path);
    }

    /// <summary>Fails when the validator complains, a formula recalculates to another value than its cached one, or a total does not tie out. Gives the number of formulas compared.</summary>
    public static int ShouldHold(TempFolder folder, OpenedWorkbook book)
    {
        book.ValidatorErrors().ShouldBeEmpty();
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(folder.File("report.xlsx")));
        return book.SheetNames.Sum(sheet => Recalculation.ShouldAgree(book, recalculated, sheet));
    }
}

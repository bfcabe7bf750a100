using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>Writes a report as a workbook: summary, tables on sheets of their own, data, definitions and tie-out.</summary>
public static class ReportWorkbook
{
    /// <summary>Writes the file whole or not at all, and says how many rows each data sheet got.</summary>
    public static async Task<IReadOnlyList<int>> WriteAsync(ReportContent content, ReportFrame frame, string path, CancellationToken cancel)
    {
        var properties = new BookProperties(content.Texts["Title"], PeriodText.Of(frame), frame.FirmName, frame.ReadAt);
        using var book = new ReportBook(frame.Language, properties);
        var summary = new SummarySheet(book, content, frame);
        summary.Add();
        foreach (var table in content.Tables)
            table.AddTo(book);
        DefinitionsSheet.Add(book, [.. content.Figures.Select(figure => figure.Key), .. content.OtherDefinitions], frame.Firm);
        TieOutSheet.Add(book, frame.PastDay is null ? summary.TieOutLines() : [], frame.ReadAtLocal);
        return await BookFile.WriteAsync(book, path, cancel);
    }
}

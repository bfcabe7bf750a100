using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Pipeline;

/// <summary>The pipeline workbook: summary, deals, definitions and tie-out.</summary>
public static class PipelineWorkbook
{
    /// <summary>Writes the workbook to the file and gives its headline figures.</summary>
    public static async Task<IReadOnlyList<Figure>> WriteAsync(PipelineRows rows, string path, CancellationToken cancel)
    {
        var texts = new PipelineTexts(rows.Language);
        var properties = new BookProperties(texts["Title"], PipelineSummary.PeriodText(rows, texts), rows.FirmName, rows.ReadAt);
        var table = new DealTable(texts);
        PipelineDeal[] deals = [.. rows.Deals.Select(row => row.Figures with { Owner = table.OwnerShown(row.Figures.Owner) })];
        var figures = PipelineFigures.Compute(deals, rows.Settings);

        using var book = new ReportBook(rows.Language, properties);
        var summary = new PipelineSummary(book, rows, deals, figures, table);
        summary.Add();
        book.AddDataSheet(texts["Deals"], table.Name, table.Columns(rows.Deals, rows.BaseCurrency, rows.CustomFields, rows.Language), rows.Deals.ToAsyncEnumerable());
        DefinitionsSheet.Add(book, figures.Select(figure => figure.Key));
        TieOutSheet.Add(book, summary.TieOutLines(), rows.ReadAtLocal);
        await BookFile.WriteAsync(book, path, cancel);
        return figures;
    }
}

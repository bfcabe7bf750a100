using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Pipeline;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests.Pipeline;

public sealed class PipelineWorkbookTests
{
    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_workbook_is_valid_and_holds_its_four_sheets(string language)
    {
        using var folder = new TempFolder();
        var path = folder.File("pipeline.xlsx");

        await PipelineWorkbook.WriteAsync(SampleDeals.Rows(300, ReportLanguage.Parse(language).Value!), path, default);

        Environment.GetEnvironmentVariable("KEEP")?.ToString();
        if (Environment.GetEnvironmentVariable("KEEP") is { } keep) File.Copy(path, Path.Combine(keep, $"p-{language}.xlsx"), true);
        using var book = new OpenedWorkbook(path);
        book.ValidatorErrors().ShouldBeEmpty();
        book.SheetNames.ShouldBe(language == "ar" ? ["الملخص", "الصفقات", "التعريفات", "المطابقة"] : ["Summary", "Deals", "Definitions", "Tie-out"]);
    }
}

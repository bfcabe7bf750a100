using CrmAddin.Core.Users;
using CrmAddin.Reports.Layout;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Reports.Tests.Support;

/// <summary>Reports written to a store's folder, and what every written report must hold.</summary>
internal static class ReportRun
{
    public static readonly ReportRequest All = new(null, null, null, ReportLanguage.English);

    /// <summary>Names that are hard on a workbook.</summary>
    public static readonly string[] BadNames =
        ["=1+1", "+966501234567", "007", "1/2", "@SUM(A1)", "*", "?", "<>", "bell\u0007", "line\nbreak", "<b>&amp;", "😀 \u202Etxt", new string('x', 255)];

    public static async Task<ReportOutcome> RunReportAsync(this TestStore store, string name, ReportRequest request, Reader? reader = null)
    {
        var result = await store.UseAsync(
            services => services.GetRequiredService<RunReport>().RunAsync(name, request, store.Folder.File($"{name}-{request.Language.Code}.xlsx"), default), reader ?? Reader.LocalAdministrator);
        return result.Value ?? throw new InvalidOperationException(result.Error!.Sentence);
    }

    /// <summary>
    /// Fails where the file is not valid, a sheet runs the wrong way, LibreOffice calculates another value than is cached, or totals differ
    /// from the store's; gives the number of formulas.
    /// </summary>
    public static int ShouldHold(ReportOutcome outcome, ReportLanguage language)
    {
        using var written = new OpenedWorkbook(outcome.File);
        written.ValidatorErrors().ShouldBeEmpty();
        foreach (var sheet in written.SheetNames)
            (written.Sheet(sheet).Worksheet.Descendants<SheetView>().First().RightToLeft?.Value ?? false).ShouldBe(language.IsRightToLeft);
        using var recalculated = new OpenedWorkbook(LibreOffice.Recalculate(outcome.File));
        var compared = written.SheetNames.Sum(sheet => Recalculation.ShouldAgree(written, recalculated, sheet));
        written.Values(written.SheetNames[^1]).Values.ShouldContain(new LayoutTexts(language)["Agrees"]);
        return compared;
    }

    /// <summary>Fails where the first sheet is not made to fit on one page.</summary>
    public static void ShouldFitOnOnePage(ReportOutcome outcome)
    {
        using var written = new OpenedWorkbook(outcome.File);
        var sheet = written.Sheet(written.SheetNames[0]).Worksheet;
        var setup = sheet.Descendants<PageSetup>().Single();
        (setup.FitToWidth?.Value ?? 1, setup.FitToHeight?.Value ?? 1).ShouldBe((1u, 1u));
        sheet.Descendants<PageSetupProperties>().Single().FitToPage!.Value.ShouldBeTrue();
        sheet.Descendants<RowBreaks>().ShouldBeEmpty();
    }
}

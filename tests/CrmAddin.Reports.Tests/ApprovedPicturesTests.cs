using CrmAddin.Reports.Layout;
using CrmAddin.Reports.Tests.Support;

namespace CrmAddin.Reports.Tests;

public sealed class ApprovedPicturesTests
{
    private const int DotsPerInch = 60;

    // Fonts of another version move letters a little; a lost chart or table is far more than this.
    private const double Tolerance = 0.15;
    private const double MostDifferentSquares = 0.02;

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_first_page_of_every_report_looks_as_it_was_approved(string code)
    {
        using var folder = new TempFolder();
        await using var store = await ReportedFirm.DemoAsync(folder);

        var written = await EveryReportTests.WriteAllAsync(store, new(null, null, null, ReportLanguage.Parse(code).Value!));
        var pictures = LibreOffice.ToPdf([.. written.Select(outcome => outcome.File)]).Select(pdf => LibreOffice.FirstPage(pdf, DotsPerInch)).ToList();

        foreach (var picture in pictures)
            Holds(picture);
    }

    [Fact]
    public void A_picture_that_lacks_a_part_differs_from_the_approved_one()
    {
        var english = Picture.Read(Path.Combine(ApprovedFolder(), "pipeline-en.png"));
        var other = Picture.Read(Path.Combine(ApprovedFolder(), "cac-en.png"));

        english.DifferenceTo(english, Tolerance).ShouldBe(0);
        english.DifferenceTo(other, Tolerance).ShouldBeGreaterThan(MostDifferentSquares);
    }

    // "scripts/approve-reports" sets the variable: then the pictures become the approved ones, to be looked at before they are committed.
    private static void Holds(string picture)
    {
        var approved = Path.Combine(ApprovedFolder(), Path.GetFileName(picture));
        if (Environment.GetEnvironmentVariable("CRM_APPROVE_REPORTS") == "1")
            File.Copy(picture, approved, overwrite: true);
        File.Exists(approved).ShouldBeTrue($"{approved} is not there: run scripts/approve-reports and look at it.");
        Picture.Read(picture).DifferenceTo(Picture.Read(approved), Tolerance).ShouldBeLessThanOrEqualTo(MostDifferentSquares, $"{picture} does not look like {approved}.");
    }

    private static string ApprovedFolder()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "CrmAddin.sln")))
            folder = folder.Parent!;
        return Path.Combine(folder.FullName, "docs", "reports");
    }
}

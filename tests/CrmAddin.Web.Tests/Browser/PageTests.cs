using System.Globalization;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class PageTests(BrowserWorld world)
{
    [Fact]
    public async Task The_one_time_link_signs_in_once()
    {
        world.LandedAt.ShouldEndWith("/app/account?welcome");

        await using var again = await world.OpenAsStrangerAsync(world.Link, "en");

        await Assertions.Expect(again.Page.Locator("[role=alert]").First).ToContainTextAsync("already");
    }

    [Theory]
    [InlineData("/app/contacts", "en")]
    [InlineData("/app/contacts", "ar")]
    [InlineData("/app/contacts/1", "ar")]
    [InlineData("/app/contacts/new", "en")]
    [InlineData("/app/contacts/new", "ar")]
    [InlineData("/app/accounts", "en")]
    [InlineData("/app/accounts/1", "ar")]
    [InlineData("/app/accounts/new", "ar")]
    [InlineData("/app/fields", "ar")]
    [InlineData("/app/lookups?kind=Group", "ar")]
    [InlineData("/app/deals", "ar")]
    [InlineData("/app/mailboxes", "ar")]
    [InlineData("/app/reports", "ar")]
    [InlineData("/app/lists", "ar")]
    [InlineData("/app/account", "en")]
    [InlineData("/preview/excel", "ar")]
    public async Task A_page_mirrors_with_its_language_is_accessible_and_reports_no_errors(string path, string language)
    {
        await using var page = await world.OpenAsync(path, language);

        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_pipeline_workbook_holds_the_figure_that_the_page_shows(string language)
    {
        await using var page = await world.OpenAsync("/app/reports", language);
        var card = page.Page.Locator("[data-report=pipeline]").First;

        await card.Locator("fluent-button:not([type=submit])").ClickAsync();
        var figure = card.Locator("[data-figure=openAmount]");
        await Assertions.Expect(figure).ToContainTextAsync("SAR");
        var shown = decimal.Parse((await figure.InnerTextAsync()).Replace("SAR", "", StringComparison.Ordinal).Trim(), NumberStyles.Number, CultureInfo.InvariantCulture);
        var workbook = await page.DownloadAsync(card.Locator("fluent-button[type=submit]"));

        workbook.Name.ShouldBe("crm-pipeline-all.xlsx");
        var summary = workbook.Part(workbook.Sheets()[0]);
        summary.ShouldContain($"<x:v>{shown.ToString("0.##", CultureInfo.InvariantCulture)}</x:v>");
        summary.Contains("rightToLeft=\"1\"", StringComparison.Ordinal).ShouldBe(language == "ar");
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_Excel_pane_opens_a_report_as_a_new_workbook()
    {
        await using var preview = await world.OpenAsync("/preview/excel", "en");

        await preview.Pane.Locator("details[data-report=pipeline] [data-act=open]").ClickAsync();
        var workbook = await preview.DownloadAsync(preview.Page.Locator("#opened a[download]"));

        workbook.Sheets().Count.ShouldBeGreaterThan(1);
        preview.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_mailing_list_downloads_as_many_people_as_the_page_counts(string language)
    {
        await using var page = await world.OpenAsync("/app/lists", language);
        var list = page.Page.Locator("[data-group]", new() { Has = page.Page.Locator("a[download]") }).First;
        var counted = int.Parse(await list.Locator(".figure strong").InnerTextAsync(), NumberStyles.Number, CultureInfo.InvariantCulture);

        var csv = await page.DownloadAsync(list.Locator("a[href$='.csv']"));
        var workbook = await page.DownloadAsync(list.Locator("a[href$='.xlsx']"));

        csv.Name.ShouldEndWith(".csv");
        System.Text.Encoding.UTF8.GetString(csv.Content).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(counted + 1);
        workbook.Sheets().ShouldNotBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Typing_finds_a_contact_in_either_script()
    {
        await using var page = await world.OpenAsync("/app/contacts", "en");

        await page.Page.Locator("[name=find]").PressSequentiallyAsync("احمد");

        await Assertions.Expect(page.Page.Locator("#rows")).ToContainTextAsync("أحمد الخالدي");
    }
}

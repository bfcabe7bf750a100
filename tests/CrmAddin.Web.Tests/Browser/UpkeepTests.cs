using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class UpkeepTests(BrowserWorld world)
{
    [Theory]
    [InlineData("/app/upkeep", "en")]
    [InlineData("/app/upkeep", "ar")]
    [InlineData("/app/upkeep/NoOwner", "ar")]
    [InlineData("/app/audit", "en")]
    [InlineData("/app/audit", "ar")]
    [InlineData("/app/contacts/2/erase", "ar")]
    public async Task A_page_of_upkeep_mirrors_with_its_language_is_accessible_and_reports_no_errors(string path, string language)
    {
        await using var page = await world.OpenAsync(path, language);

        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Archived.", "Restored.")]
    [InlineData("ar", "أُرشف.", "استُعيد.")]
    public async Task A_list_is_worked_off_row_by_row(string language, string archived, string restored)
    {
        await using var page = await world.OpenAsync("/app/contacts/new", language);
        await AddAsync(page, "Aaron Listed", $"listed.{language}@example.com");
        await page.Page.GotoAsync(world.Address + "/app/upkeep/MissingSource");
        var row = page.Page.Locator("#upkeep-rows tbody tr").First;

        await row.Locator("button[hx-post$='/archive']").ClickAsync();
        await Assertions.Expect(row.Locator("[role=status]")).ToHaveTextAsync(archived);
        await row.Locator("form button").ClickAsync();

        await Assertions.Expect(row.Locator("[role=status]")).ToHaveTextAsync(restored);
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Zed Temporary", "as it is shown")]
    [InlineData("ar", "زيد المؤقت", "كما هو معروض")]
    public async Task A_person_is_erased_only_with_their_name_typed(string language, string name, string refusal)
    {
        var address = $"temporary.{language}@example.com";
        await using var page = await world.OpenAsync("/app/contacts/new", language);
        await AddAsync(page, name, address);

        await page.Page.GotoAsync(page.Page.Url + "/erase");
        await page.Page.Locator("#erase [name=name]").FillAsync("Somebody else");
        await page.Page.Locator("#erase button.danger").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#erase [role=alert]")).ToContainTextAsync(refusal);
        await page.Page.Locator("#erase [name=name]").FillAsync(name);
        await page.Page.Locator("#erase button.danger").ClickAsync();
        await Assertions.Expect(page.Page.Locator("[data-erased]")).ToBeVisibleAsync();

        // Back only with a new consent, which the refusal itself asks for.
        await page.Page.GotoAsync(world.Address + "/app/contacts/new");
        await page.Page.Locator("main [name=displayName]").FillAsync(name);
        await page.Page.Locator("main [name=email]").First.FillAsync(address);
        await page.Page.Locator("main [name=email]").First.PressAsync("Enter");
        await page.Page.Locator("[name=newConsent]").FillAsync("by phone");
        await page.Page.Locator("[name=newConsent]").PressAsync("Enter");
        await page.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex(@"/app/contacts/\d+$"));
    }

    private static async Task AddAsync(BrowserPage page, string name, string address)
    {
        await page.Page.Locator("main [name=displayName]").FillAsync(name);
        await page.Page.Locator("main [name=email]").First.FillAsync(address);
        await page.Page.Locator("main [name=email]").First.PressAsync("Enter");
        await page.Page.WaitForURLAsync(new System.Text.RegularExpressions.Regex(@"/app/contacts/\d+$"));
    }
}

using System.Text;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ImportTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Imported")]
    [InlineData("ar", "تم الاستيراد")]
    public async Task A_file_is_imported_by_keyboard_after_its_columns_were_seen_and_changed(string language, string imported)
    {
        await using var page = await world.OpenAsync("/app/import", language);
        var csv = $"Wer,E-mail,Notes\nImport {language} One,one.{language}@import.example,a\nImport {language} Two,two.{language}@import.example,b\n,nowhere,c\n";
        await page.Page.SetInputFilesAsync("input[type=file]", new FilePayload { Name = $"import-{language}.csv", MimeType = "text/csv", Buffer = Encoding.UTF8.GetBytes(csv) });
        await page.Page.Locator("form button.primary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Page.Locator("select[name=column-0]").SelectOptionAsync("displayName");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await page.Page.Locator("#columns button.primary").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("[data-check] [data-count=created]")).ToHaveTextAsync("2", new() { Timeout = 30_000 });
        await Assertions.Expect(page.Page.Locator("[data-findings=refused] li")).ToHaveCountAsync(1);
        await page.Page.Locator("[data-check] button.primary").PressAsync("Enter");

        await Assertions.Expect(page.Page.Locator("[data-state=Completed] h2")).ToHaveTextAsync(imported, new() { Timeout = 30_000 });
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await page.Page.Locator("[data-state] details summary").PressAsync("Enter");
        await page.Page.Locator("input[name=confirmed]").CheckAsync();
        await page.Page.Locator("details button.danger").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("[data-state=Undone]")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        page.Errors.ShouldBeEmpty();
    }
}

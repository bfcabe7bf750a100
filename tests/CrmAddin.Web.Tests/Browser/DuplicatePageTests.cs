using CrmAddin.Core.Contacts;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class DuplicatePageTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "The two are one contact now.", "The merge was taken back")]
    [InlineData("ar", "أصبحت الجهتان جهة اتصال واحدة", "أُلغي الدمج")]
    public async Task Two_contacts_are_compared_merged_by_keyboard_and_taken_apart_again(string language, string merged, string split)
    {
        var one = await world.AddContactAsync(Person($"Chinwe Okonkwo {language}", "Engineer"));
        var other = await world.AddContactAsync(Person($"Chinwe Okonkwo-Bello {language}", "Director"));
        await using var page = await world.OpenAsync($"/app/duplicates/{one}/{other}", language);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await page.Page.Locator("input[name=jobTitle][value=a]").FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.Page.Locator("input[name=jobTitle][value=b]")).ToBeCheckedAsync();
        await page.Page.Locator("#merge button.primary").FocusAsync();
        await page.Page.Keyboard.PressAsync("Enter");

        await page.Page.WaitForURLAsync($"**/app/contacts/{one}?merged=*");
        await Assertions.Expect(page.Page.Locator("#contact-duplicates [role=status]")).ToContainTextAsync(merged);
        await Assertions.Expect(page.Page.Locator("#contact-card")).ToContainTextAsync("Director");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await page.Page.Locator("#contact-duplicates form button").Last.ClickAsync();
        await Assertions.Expect(page.Page.Locator("#contact-duplicates [role=status]")).ToContainTextAsync(split);
        await page.Page.GotoAsync($"{world.Address}/app/contacts/{other}");
        await Assertions.Expect(page.Page.Locator("#contact-card h1")).ToContainTextAsync("Bello");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task The_list_of_duplicates_mirrors_is_accessible_and_reports_no_errors(string language)
    {
        await using var page = await world.OpenAsync("/app/duplicates", language);

        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    private static Contact Person(string name, string title) => new() { DisplayName = name, JobTitle = title };
}

using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ContactListPageTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "field", "phone")]
    [InlineData("ar", "الحقل", "هاتف")]
    public async Task People_are_found_filtered_saved_and_changed_by_the_page(string language, string fieldLabel, string phone)
    {
        await using var page = await world.OpenAsync("/app/contacts", language);
        var rows = page.Page.Locator("#rows tbody tr[data-contact]");
        var all = await rows.CountAsync();

        // A condition narrows the list as soon as it is filled in, and stands as a chip.
        await page.Page.Locator("details.filter > summary").ClickAsync();
        await page.Page.Locator("[hx-get='/app/contacts/filter/row']").ClickAsync();
        var condition = page.Page.Locator(".condition");
        await condition.Locator("select").First.SelectOptionAsync("level");
        await condition.Locator("select[multiple]").SelectOptionAsync("A");
        await Assertions.Expect(page.Page.Locator("#rows .chip-on")).ToHaveCountAsync(1);
        await Assertions.Expect(rows.Locator(".badge:not(.level-A)")).ToHaveCountAsync(0);
        await Assertions.Expect(rows.Locator(".level-A").First).ToBeVisibleAsync();
        (await condition.Locator("select").First.GetAttributeAsync("aria-label"))!.ShouldContain(fieldLabel, Case.Insensitive);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();

        // It is kept under a name.
        await page.Page.Locator("#saved-filters > summary").ClickAsync();
        await page.Page.Locator("#saved-filters form[hx-post='/app/contacts/filters'] [name=name]").FillAsync("Active " + language);
        await page.Page.Locator("#saved-filters form[hx-post='/app/contacts/filters'] button").ClickAsync();
        await Assertions.Expect(page.Page.Locator(".saved-filter a", new() { HasText = "Active " + language })).ToBeVisibleAsync();
        await PictureAsync(page, "filter-" + language);

        // Without the condition all stand there again.
        await condition.Locator(".dismiss").ClickAsync();
        await Assertions.Expect(condition).ToHaveCountAsync(0);
        await Assertions.Expect(rows).ToHaveCountAsync(all);

        // Digits from the end of a number find it and say so; the arrows lead to the hit.
        var link = rows.First.Locator("a");
        var number = new string([.. (await rows.Locator("td:nth-child(5)").AllInnerTextsAsync()).First(t => t.Length > 6).Where(char.IsAsciiDigit)]);
        await page.Page.Locator(".find").PressSequentiallyAsync(number[^5..]);
        await Assertions.Expect(page.Page.Locator("#rows .reason").First).ToContainTextAsync(phone);
        await Assertions.Expect(page.Page.Locator("#rows mark").First).ToBeVisibleAsync();
        await PictureAsync(page, "hits-" + language);
        await page.Page.Locator(".find").PressAsync("ArrowDown");
        await Assertions.Expect(link).ToBeFocusedAsync();

        // What is selected is laid aside and taken up again.
        await page.Page.Locator("#rows [data-tick-all]").CheckAsync();
        await page.Page.Locator("#selection select").SelectOptionAsync("archive");
        await page.Page.Locator("#selection button[type=submit]").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rows .alert-done")).ToBeVisibleAsync();
        await PictureAsync(page, "changed-" + language);
        await page.Page.Locator("#rows .alert-done button").ClickAsync();
        await Assertions.Expect(page.Page.Locator("#rows .alert-done button")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Page.Locator("#rows .alert-done")).ToBeVisibleAsync();
        page.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_condition_is_heard_from_the_moment_it_stands_on_the_page()
    {
        await using var page = await world.OpenAsync("/app/contacts", "en");
        await page.Page.Locator("details.filter > summary").ClickAsync();
        await page.Page.EvaluateAsync("""
            () => new MutationObserver((changes, observer) => {
                const field = changes[0].addedNodes[0].querySelector("select");
                observer.disconnect();
                field.value = "level";
                field.dispatchEvent(new Event("change", { bubbles: true }));
            }).observe(document.querySelector("#conditions"), { childList: true })
            """);

        await page.Page.Locator("[hx-get='/app/contacts/filter/row']").ClickAsync();

        await Assertions.Expect(page.Page.Locator(".condition select[multiple] option[value=A]")).ToHaveCountAsync(1);
        page.Errors.ShouldBeEmpty();
    }

    private static async Task PictureAsync(BrowserPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { } folder)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"contacts-{name}.png"), FullPage = true });
    }
}

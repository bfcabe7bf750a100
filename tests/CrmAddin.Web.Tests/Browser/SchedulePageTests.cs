using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class SchedulePageTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Weekly", "every Thursday at 08:00", "The seven days before", "English")]
    [InlineData("ar", "Monthly", "في اليوم 1 من كل شهر الساعة 08:00", "الأيام السبعة السابقة", "الإنجليزية")]
    public async Task A_report_is_scheduled_paused_sent_changed_and_deleted_by_keyboard(string language, string rhythm, string when, string period, string spoken)
    {
        await using var page = await world.OpenAsync("/app/reports/schedules", language);
        page.Page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.Page.Locator("#schedule-form [name=rhythm]").SelectOptionAsync(rhythm);
        await page.Page.Locator("#schedule-form [name=weekday]").SelectOptionAsync("Thursday");
        await page.Page.Locator("#schedule-form [name=period]").SelectOptionAsync("LastSevenDays");
        await page.Page.Locator("#schedule-form [name=owner]").SelectOptionAsync("Sara Mitchell");
        await Assertions.Expect(page.Page.Locator("#schedule-form fieldset .chip", new() { HasTextString = spoken })).Not.ToHaveCountAsync(0);
        await page.Page.Locator("#schedule-form [name=readers]").First.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await page.Page.Keyboard.PressAsync("Enter");

        var card = page.Page.Locator("[data-schedule]").First;
        await Assertions.Expect(card).ToContainTextAsync(when);
        await Assertions.Expect(card).ToContainTextAsync(period);
        await Assertions.Expect(card).ToContainTextAsync("Sara Mitchell");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { } folder)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"schedules-{language}.png"), FullPage = true });

        await PressAsync(card, "pause");
        await Assertions.Expect(card.Locator("h2 .chip")).ToBeVisibleAsync();
        await PressAsync(card, "resume");
        await Assertions.Expect(card.Locator("h2 .chip")).ToHaveCountAsync(0);
        await PressAsync(card, "send");
        await Assertions.Expect(card.Locator("[data-delivery]")).ToHaveCountAsync(1);
        await card.Locator("a.button").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("#schedule-form [name=owner]")).ToHaveValueAsync("Sara Mitchell");
        await Assertions.Expect(page.Page.Locator("#schedule-form [name=period]")).ToHaveValueAsync("LastSevenDays");
        await page.Page.Locator("#schedule-form [name=hour]").SelectOptionAsync("17");
        await page.Page.Locator("#schedule-form button.primary").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("[data-schedule]").First).ToContainTextAsync("17:00");
        await PressAsync(page.Page.Locator("[data-schedule]").First, "delete");
        await Assertions.Expect(page.Page.Locator("[data-schedule]")).ToHaveCountAsync(0);
        page.Errors.ShouldBeEmpty();
    }

    private static async Task PressAsync(ILocator card, string act)
    {
        var button = card.Locator($"form[hx-post$='/{act}'] button");
        // Waits until the button stands still: htmx takes what it put in a moment later.
        await button.ScrollIntoViewIfNeededAsync();
        await button.PressAsync("Enter");
    }
}

using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class OutlookPaneTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "marcus.weber@weber-clinics.example", "Medical Director", "Weber Clinics GmbH", "+49 30 901820", "Open deals")]
    [InlineData("ar", "sultan.alrashidi@rawabi.example", "مدير المشاريع", "شركة الروابي للمقاولات", "011 462 0000", "الصفقات المفتوحة")]
    public async Task An_unknown_sender_is_read_from_the_signature_and_saved_with_one_click(
        string language, string address, string title, string account, string phone, string dealsHeading)
    {
        await using var preview = await world.OpenAsync("/preview/outlook", language);
        await preview.SelectMailFromAsync(address);
        var form = preview.Pane.Locator("form#proposed");
        await Assertions.Expect(form.Locator("[name=email]").First).ToHaveValueAsync(address);
        (await form.Locator("[name=jobTitle]").InputValueAsync()).ShouldBe(title);
        (await form.Locator("[name=account]").InputValueAsync()).ShouldBe(account);
        (await form.Locator("[name=phone]").EvaluateAllAsync<string[]>("all => all.map(p => p.value)")).ShouldContain(phone);
        (await preview.Pane.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await form.Locator("fluent-button[type=submit]").ClickAsync();

        var card = preview.Pane.Locator("#contact-card");
        await Assertions.Expect(card.Locator(".facts").First).ToContainTextAsync(address);
        await Assertions.Expect(card).ToContainTextAsync(account);
        await Assertions.Expect(card).ToContainTextAsync(dealsHeading);
        var mail = card.Locator(".timeline .mail").First;
        await mail.Locator("summary").ClickAsync();
        await Assertions.Expect(mail.Locator(".why")).ToContainTextAsync(address);
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();
        preview.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en")]
    [InlineData("ar")]
    public async Task A_known_sender_shows_the_card_with_mails_at_once(string language)
    {
        await using var preview = await world.OpenAsync("/preview/outlook", language);

        await preview.Page.Locator("[data-mail]", new() { HasText = language == "ar" ? "موعد الزيارة" : "Date of the visit" }).First.ClickAsync();

        var shown = preview.Page.Locator("#mail [data-from]");
        await Assertions.Expect(shown).ToHaveAttributeAsync("data-subject", language == "ar" ? "موعد الزيارة" : "Date of the visit");
        var card = preview.Pane.Locator("#contact-card");
        await Assertions.Expect(card.Locator(".facts").First).ToContainTextAsync((await shown.GetAttributeAsync("data-from"))!);
        (await card.Locator(".timeline .mail").CountAsync()).ShouldBeGreaterThan(0);
        (await card.Locator(".deals").CountAsync()).ShouldBe(1);
        preview.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_arrow_keys_go_from_mail_to_mail()
    {
        await using var preview = await world.OpenAsync("/preview/outlook", "en");
        var mails = preview.Page.Locator("[data-mail]");
        await mails.First.FocusAsync();

        await preview.Page.Keyboard.PressAsync("ArrowDown");

        await Assertions.Expect(mails.Nth(1)).ToBeFocusedAsync();
        await Assertions.Expect(mails.Nth(1)).ToHaveAttributeAsync("aria-current", "true");
        var second = await mails.Nth(1).Locator(".mail-subject").InnerTextAsync();
        await Assertions.Expect(preview.Page.Locator("#mail [data-from]")).ToHaveAttributeAsync("data-subject", second);
    }

    [Fact]
    public async Task A_pane_that_is_opened_outside_Office_says_so()
    {
        await using var pane = await world.OpenAsStrangerAsync("/panes/outlook/preview.html", "en");

        await Assertions.Expect(pane.Page.Locator("[role=alert]").First).ToContainTextAsync("Open it in Outlook or Excel");
    }
}

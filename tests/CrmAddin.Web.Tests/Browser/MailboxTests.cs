using GraphSimulator.Misbehaviour;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class MailboxTests(BrowserWorld world)
{
    [Theory]
    [InlineData("/app/mailboxes", "en")]
    [InlineData("/app/mailboxes", "ar")]
    [InlineData("/app/mailboxes/setup", "en")]
    [InlineData("/app/mailboxes/setup", "ar")]
    public async Task A_page_of_mail_logging_mirrors_with_its_language_is_accessible_and_reports_no_errors(string path, string language)
    {
        await using var page = await world.OpenAsync(path, language);

        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Sync now", "Logging runs")]
    [InlineData("ar", "مزامنة الآن", "التسجيل يعمل")]
    public async Task A_round_is_started_by_hand_and_the_card_follows_it_to_its_end(string language, string button, string healthy)
    {
        await using var page = await world.OpenAsync("/app/mailboxes", language);
        var card = page.Page.Locator("[data-mailbox]").First;
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "well");

        await card.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();

        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "well");
        await Assertions.Expect(card.Locator(".alert-done")).ToContainTextAsync(healthy);
        (await card.Locator("[data-folder=inbox] td.number").First.InnerTextAsync()).ShouldMatch(@"^[1-9][\d,]* / [1-9][\d,]*$");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "does not let this application read", "Ask the administrator of Exchange")]
    [InlineData("ar", "لا يسمح خادم البريد لهذا التطبيق", "اطلب من مسؤول Exchange")]
    public async Task A_mailbox_that_may_not_be_read_says_so_and_what_to_do_until_it_may(string language, string words, string wayOut)
    {
        world.Simulator.Faults = new Faults { DeniedMailboxes = ["omar.alharbi@oasis.example"] };
        await using var page = await world.OpenAsync("/app/mailboxes", language);
        var card = page.Page.Locator("[data-mailbox='omar.alharbi@oasis.example']");
        try
        {
            await card.Locator("button.primary").ClickAsync();

            await Assertions.Expect(card.Locator(".alert-error")).ToContainTextAsync(words);
            await Assertions.Expect(card.Locator(".alert-error")).ToContainTextAsync(wayOut);
            await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "failing");
            (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        }
        finally
        {
            world.Simulator.Faults = new Faults();
        }
        await card.Locator("button.primary").ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "well");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "Switch off", "Switch on", "Logging is switched off")]
    [InlineData("ar", "إيقاف", "تشغيل", "التسجيل متوقف")]
    public async Task A_mailbox_is_switched_off_and_on_again(string language, string off, string on, string says)
    {
        await using var page = await world.OpenAsync("/app/mailboxes", language);
        var card = page.Page.Locator("[data-mailbox]").Last;

        await card.GetByRole(AriaRole.Button, new() { Name = off }).ClickAsync();
        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "off");
        await Assertions.Expect(card.Locator(".alert")).ToContainTextAsync(says);
        await card.GetByRole(AriaRole.Button, new() { Name = on }).ClickAsync();

        await Assertions.Expect(card).ToHaveAttributeAsync("data-state", "well");
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "No check failed.", "can be read although it is not logged")]
    [InlineData("ar", "لم يفشل أي فحص.", "مع أنه غير مسجل")]
    public async Task The_set_up_is_checked_on_its_page(string language, string verdict, string warning)
    {
        world.Simulator.Tenant.AddMailbox("ceo@oasis.example");
        await using var page = await world.OpenAsync("/app/mailboxes", language);
        await page.Page.Locator("main a[href='/app/mailboxes/setup']").ClickAsync();

        await page.Page.Locator("[name=outsideMailbox]").FillAsync("ceo@oasis.example");
        await page.Page.Locator("main form button").ClickAsync();

        await Assertions.Expect(page.Page.Locator("#checks caption")).ToHaveTextAsync(verdict);
        await Assertions.Expect(page.Page.Locator("[data-check=scope]")).ToContainTextAsync(warning);
        (await page.Page.Locator("[data-check=mailbox]").EvaluateAllAsync<string[]>("rows => rows.map(r => r.dataset.state)")).ShouldAllBe(state => state == "Fine");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }
}

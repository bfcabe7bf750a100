using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class MailPagesTests(BrowserWorld world)
{
    [Theory]
    [InlineData("/app/mail/rules", "en")]
    [InlineData("/app/mail/rules", "ar")]
    [InlineData("/app/mail/creation", "en")]
    [InlineData("/app/mail/creation", "ar")]
    [InlineData("/app/mail/why", "en")]
    [InlineData("/app/mail/why", "ar")]
    public async Task A_page_about_mail_mirrors_with_its_language_is_accessible_and_reports_no_errors(string path, string language)
    {
        await using var page = await world.OpenAsync(path, language);

        (await page.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe(language == "ar" ? "rtl" : "ltr");
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        page.Errors.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("en", "no longer logged")]
    [InlineData("ar", "لن يُسجَّل")]
    public async Task A_rule_is_made_undone_and_refused_where_it_makes_no_sense(string language, string added)
    {
        await using var page = await world.OpenAsync("/app/mail/rules", language);
        var own = page.Page.Locator("[data-rules=own]");
        var pattern = $"private-{language}.example";

        await own.Locator("[name=pattern]").FillAsync("nothing");
        await own.Locator("[name=pattern]").PressAsync("Enter");
        await Assertions.Expect(own.Locator(".form-error [role=alert]").First).ToContainTextAsync("nothing");
        await own.Locator("[name=pattern]").FillAsync(pattern);
        await own.Locator("[name=pattern]").PressAsync("Enter");
        await Assertions.Expect(page.Page.Locator("[role=status]")).ToContainTextAsync(added);
        await Assertions.Expect(page.Page.Locator($"[data-rule='{pattern}']")).ToBeVisibleAsync();
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await page.Page.Locator("[data-added] button").ClickAsync();

        await Assertions.Expect(page.Page.Locator($"[data-rule='{pattern}']")).ToHaveCountAsync(0);
        // The browser and htmx tell of the refused request themselves.
        page.Errors.ShouldAllBe(e => e.Contains("422"));
    }

    [Theory]
    [InlineData("en", "Would create", "Taken back")]
    [InlineData("ar", "سيُنشأ", "تم التراجع")]
    public async Task Strangers_are_previewed_ticked_made_contacts_and_taken_back(string language, string would, string takenBack)
    {
        await using var page = await world.OpenAsync("/app/mail/creation", language);
        await page.Page.Locator("[name=scope][value=FromAllMail]").CheckAsync();
        await page.Page.Locator("[data-mailbox] button.primary").ClickAsync();
        var status = page.Page.Locator("#creation-status");
        await Assertions.Expect(status).ToHaveAttributeAsync("data-state", "Ready");
        await Assertions.Expect(status.Locator("[data-summary]")).ToContainTextAsync(would);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        var people = status.Locator("[data-person]");
        var address = await people.Last.GetAttributeAsync("data-person");
        foreach (var box in await people.Locator("[type=checkbox]").AllAsync())
            await box.SetCheckedAsync(false);
        await status.Locator("form button.primary").ClickAsync();
        await Assertions.Expect(status.Locator(".form-error [role=alert]").First).ToBeVisibleAsync();
        await people.Last.Locator("[type=checkbox]").CheckAsync();

        await status.Locator("form button.primary").ClickAsync();

        await Assertions.Expect(status).ToHaveAttributeAsync("data-state", "Done");
        await Assertions.Expect(status.Locator("[data-receipt] dd").First).ToHaveTextAsync("1");
        await status.Locator("button.danger").ClickAsync();
        await Assertions.Expect(status.Locator("[data-taken-back]")).ToContainTextAsync(takenBack);
        (await page.AccessibilityFaultsAsync()).ShouldBeEmpty();
        await page.Page.GotoAsync(world.Address + "/app/contacts?q=" + Uri.EscapeDataString(address!));
        await Assertions.Expect(page.Page.Locator("main")).Not.ToContainTextAsync(address!);
    }

    [Theory]
    [InlineData("en", "Why is this mail (not) here?", "This mail is not logged")]
    [InlineData("ar", "لماذا سُجِّلت هذه الرسالة أو لم تُسجَّل؟", "هذه الرسالة غير مسجلة")]
    public async Task The_pane_says_why_a_mail_is_not_here_logs_it_at_the_owners_wish_and_undoes_that(string language, string question, string notLogged)
    {
        await using var preview = await world.OpenAsync("/preview/outlook", language);
        await preview.SelectMailFromAsync(language == "en" ? "hannah.price@brightside.example" : "najla@alamri-design.example");
        await Assertions.Expect(preview.Pane.Locator("form#proposed")).ToBeVisibleAsync();

        await preview.Pane.GetByText(question).ClickAsync();
        var why = preview.Pane.Locator("#why-mail");
        await Assertions.Expect(why).ToHaveAttributeAsync("data-standing", "NotKept");
        await Assertions.Expect(why).ToContainTextAsync(notLogged);
        (await preview.AccessibilityFaultsAsync()).ShouldBeEmpty();

        await why.Locator("[hx-post='/app/mail/why/log']").ClickAsync();
        await Assertions.Expect(why).ToHaveAttributeAsync("data-standing", "Kept");
        await Assertions.Expect(why.Locator("[role=status]")).ToBeInViewportAsync();
        await why.Locator("[hx-post='/app/mail/why/decide']").ClickAsync();
        await Assertions.Expect(why).ToHaveAttributeAsync("data-standing", "NotKept");
        preview.Errors.ShouldBeEmpty();
    }
}

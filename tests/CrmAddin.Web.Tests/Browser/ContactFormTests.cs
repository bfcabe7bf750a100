using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class ContactFormTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "Huda Form", "Dubai", "United Arab Emirates")]
    [InlineData("ar", "هدى النموذج", "دبي", "الإمارات العربية المتحدة")]
    public async Task A_person_is_typed_in_whole_and_stands_on_the_card(string language, string name, string city, string country)
    {
        await using var opened = await world.OpenAsync("/app/contacts/new", language);
        var page = opened.Page;

        await page.FillAsync("[name=displayName]", name);
        await page.FillAsync("[name=email]", $"huda.{language}@form.example");
        await page.FillAsync("[name=phone]", "0501239876");
        // The next row is reached from the keyboard, as people who type a card do.
        await page.Locator("[data-rows]:has([name=phone]) [data-add-row]").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("[name=phone]").Last.FillAsync("0112223344");
        await page.FillAsync("[name=street]", "5");
        await page.FillAsync("[name=city]", city);
        await page.FillAsync("[name=country]", "AE");
        await page.FillAsync("[name=tags]", "Form " + language);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.FillAsync("[name=childName]", "Sara");
        await page.FillAsync("[name=childBirthdayOn]", "2015-03-01");
        await page.FillAsync("[name=engagementScore]", "9");
        await page.FillAsync("[name=interestScore]", "8");
        await page.FillAsync("[name=abilityScore]", "7");
        await page.Locator("#contact-card fluent-button[type=submit]").ClickAsync();

        var card = page.Locator("#contact-card[data-contact]");
        await Assertions.Expect(card.Locator(".contact-name")).ToHaveTextAsync(name);
        await Assertions.Expect(card.Locator("a[href^='tel:']")).ToHaveCountAsync(2);
        await Assertions.Expect(card.Locator(".line").First).ToHaveTextAsync("5");
        await Assertions.Expect(card.Locator(".line").Nth(1)).ToHaveTextAsync(city);
        await Assertions.Expect(card.Locator(".chip", new() { HasText = "Form " + language })).ToBeVisibleAsync();
        await Assertions.Expect(card.Locator(".badge")).ToHaveTextAsync("A");
        await Assertions.Expect(card.Locator("details dd", new() { HasText = "2015" })).ToHaveCountAsync(1);
        await Assertions.Expect(card.Locator(".line").Nth(2)).ToHaveTextAsync(country);
        opened.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_refused_value_is_said_beside_the_form_and_nothing_typed_is_lost()
    {
        await using var opened = await world.OpenAsync("/app/contacts/new", "ar");
        var page = opened.Page;

        await page.FillAsync("[name=jobTitle]", "مهندس");
        await page.Locator("#contact-card fluent-button[type=submit]").ClickAsync();

        await Assertions.Expect(page.Locator("[role=alert]").First).ToContainTextAsync("اسم");
        await Assertions.Expect(page.Locator("[name=jobTitle]")).ToHaveValueAsync("مهندس");
    }
}

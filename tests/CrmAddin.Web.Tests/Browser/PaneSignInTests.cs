using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

[Collection(nameof(BrowserWorld))]
public sealed class PaneSignInTests(BrowserWorld world)
{
    private const string Office = """
        window.Office = {
            onReady: async () => ({ host: "Outlook", platform: "OfficeOnline" }),
            EventType: { ItemChanged: "changed" },
            CoercionType: { Html: "html" },
            AsyncResultStatus: { Succeeded: "succeeded" },
            context: {
                displayLanguage: "LANGUAGE",
                requirements: { isSetSupported: (name, version) => version === "1.3" },
                mailbox: {
                    addHandlerAsync: (type, handler, done) => done({ status: "succeeded" }),
                    item: {
                        from: { emailAddress: "jo.marsh@nowhere.example", displayName: "Jo Marsh" },
                        subject: "Hello",
                        body: { getAsync: (form, done) => done(BODY) },
                    },
                },
            },
        };
        history.pushState = history.replaceState = null;
        """;

    [Fact]
    public async Task A_pane_asks_for_name_and_password_once_and_stays_signed_in()
    {
        await using var pane = await world.OpenPaneAsync("en", Script("en-US"));
        await SignInAsync(pane, "wrong password");
        await Assertions.Expect(pane.Page.Locator(".form-error")).ToContainTextAsync("wrong");

        await SignInAsync(pane, BrowserWorld.Password);
        await Assertions.Expect(pane.Page.Locator("#proposed [name=email]")).ToHaveValueAsync("jo.marsh@nowhere.example");
        await pane.Page.ReloadAsync();

        await Assertions.Expect(pane.Page.Locator("#proposed [name=email]")).ToHaveValueAsync("jo.marsh@nowhere.example");
        pane.Page.Url.ShouldNotContain("token");
    }

    [Fact]
    public async Task A_refused_token_is_renewed_and_the_request_repeated_once()
    {
        await using var pane = await world.OpenPaneAsync("en", Script("en-US"));
        var asked = 0;
        await pane.Page.RouteAsync("**/panes/outlook/sender", route => ++asked == 1 ? route.FulfillAsync(new() { Status = 401 }) : route.ContinueAsync());

        await SignInAsync(pane, BrowserWorld.Password);

        await Assertions.Expect(pane.Page.Locator("#proposed [name=email]")).ToHaveValueAsync("jo.marsh@nowhere.example");
        asked.ShouldBe(2);
    }

    [Fact]
    public async Task A_pane_speaks_the_language_of_Office()
    {
        await using var pane = await world.OpenPaneAsync("en", Script("ar-SA"));

        await Assertions.Expect(pane.Page.Locator("#sign-in h1")).ToHaveTextAsync("تسجيل الدخول");
        (await pane.Page.Locator("html").GetAttributeAsync("dir")).ShouldBe("rtl");
    }

    [Fact]
    public async Task A_failure_of_Office_stays_on_screen_with_its_reason()
    {
        await using var pane = await world.OpenPaneAsync("en", Script("en-US", """{ status: "failed", error: { message: "the mail is locked" } }"""));

        await SignInAsync(pane, BrowserWorld.Password);

        await Assertions.Expect(pane.Page.Locator("#failure")).ToContainTextAsync("the mail is locked");
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_told_and_the_input_kept()
    {
        await using var pane = await world.OpenPaneAsync("en", Script("en-US"));
        await SignInAsync(pane, BrowserWorld.Password);
        await pane.Page.Locator("#proposed [name=jobTitle]").FillAsync("Florist");
        await pane.Page.RouteAsync("**/panes/outlook/contacts", route => route.AbortAsync());

        await pane.Page.Locator("#proposed fluent-button[type=submit]").ClickAsync();

        await Assertions.Expect(pane.Page.Locator("#failure")).ToContainTextAsync("cannot be reached");
        (await pane.Page.Locator("#proposed [name=jobTitle]").InputValueAsync()).ShouldBe("Florist");
    }

    private static string Script(string language, string body = """{ status: "succeeded", value: "<p>Good morning.</p>" }""") =>
        Office.Replace("LANGUAGE", language, StringComparison.Ordinal).Replace("BODY", body, StringComparison.Ordinal);

    private static async Task SignInAsync(BrowserPage pane, string password)
    {
        await pane.Page.Locator("#sign-in [name=userName]").FillAsync(BrowserWorld.UserName);
        await pane.Page.Locator("#sign-in [name=password]").FillAsync(password);
        await pane.Page.Locator("#sign-in [name=password]").PressAsync("Enter");
    }
}

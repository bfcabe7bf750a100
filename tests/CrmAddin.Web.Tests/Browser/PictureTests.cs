using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

/// <summary>The pictures of the README: the preview with an unknown sender. scripts/pictures keeps them; the tests only look that they can be made.</summary>
[Collection(nameof(BrowserWorld))]
public sealed class PictureTests(BrowserWorld world)
{
    [Theory]
    [InlineData("en", "hannah.price@brightside.example")]
    [InlineData("ar", "najla@alamri-design.example")]
    public async Task The_preview_with_an_unknown_sender_makes_a_picture(string language, string sender)
    {
        await using var preview = await world.OpenAsync("/preview/outlook", language);
        await preview.SelectMailFromAsync(sender);
        await Assertions.Expect(preview.Pane.Locator("form#proposed [name=email]").First).ToHaveValueAsync(sender);

        var picture = await preview.Page.ScreenshotAsync(new() { Animations = ScreenshotAnimations.Disabled });

        picture.Length.ShouldBeGreaterThan(20_000);
        if (Environment.GetEnvironmentVariable("CRM_PICTURES") is { } folder)
            await File.WriteAllBytesAsync(Path.Combine(folder, $"outlook-{language}.png"), picture);
    }
}

using System.IO.Compression;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

/// <summary>A page in the browser that remembers what went wrong in it.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _errors = [];

    /// <summary>Watches a page.</summary>
    public BrowserPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _errors.Add(message.Text);
        };
        page.PageError += (_, error) => _errors.Add(error);
    }

    /// <summary>The page.</summary>
    public IPage Page { get; }

    /// <summary>Errors that the browser's console showed.</summary>
    public IReadOnlyList<string> Errors => _errors;

    /// <summary>The previewed pane.</summary>
    public IFrameLocator Pane => Page.FrameLocator("iframe.pane-frame");

    /// <summary>Presses something and keeps the file that it brings.</summary>
    public async Task<DownloadedFile> DownloadAsync(ILocator pressed)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => pressed.ClickAsync());
        await using var stream = await download.CreateReadStreamAsync();
        using var copy = new MemoryStream();
        await stream.CopyToAsync(copy);
        return new DownloadedFile(download.SuggestedFilename, copy.ToArray());
    }

    /// <summary>Opens the newest mail of a sender in the preview.</summary>
    public async Task SelectMailFromAsync(string address)
    {
        var mails = Page.Locator("[data-mail]");
        for (var i = 0; i < await mails.CountAsync(); i++)
        {
            await mails.Nth(i).ClickAsync();
            var subject = await mails.Nth(i).Locator(".mail-subject").InnerTextAsync();
            var shown = Page.Locator("#mail [data-from]");
            await Assertions.Expect(shown).ToHaveAttributeAsync("data-subject", subject);
            if (await shown.GetAttributeAsync("data-from") == address)
                return;
        }
        throw new InvalidOperationException($"No mail from {address} is on the list.");
    }

    /// <summary>What is serious or worse against WCAG 2.2 AA in the page and its pane, as axe-core sees it.</summary>
    public async Task<List<string>> AccessibilityFaultsAsync()
    {
        var script = await File.ReadAllTextAsync(Path.Combine(RepositoryRoot(), "node_modules", "axe-core", "axe.min.js"));
        var found = new List<string>();
        foreach (var frame in Page.Frames)
        {
            await frame.EvaluateAsync(script);
            found.AddRange(await frame.EvaluateAsync<string[]>("""
                async () => (await axe.run(document, { iframes: false, runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] })).violations
                    .filter(v => v.impact === "serious" || v.impact === "critical")
                    .map(v => `${v.id}: ${v.nodes.map(n => n.html).join(" ")}`)
                """));
        }
        return found;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "package.json")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return folder.FullName;
    }
}

/// <summary>A file that a page gave.</summary>
public sealed record DownloadedFile(string Name, byte[] Content)
{
    /// <summary>One part of a workbook as text.</summary>
    public string Part(string path)
    {
        using var package = new ZipArchive(new MemoryStream(Content));
        using var reader = new StreamReader(package.GetEntry(path)!.Open());
        return reader.ReadToEnd();
    }

    /// <summary>The parts of a workbook that are sheets.</summary>
    public IReadOnlyList<string> Sheets()
    {
        using var package = new ZipArchive(new MemoryStream(Content));
        return [.. package.Entries.Select(e => e.FullName).Where(n => n.StartsWith("xl/worksheets/sheet", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
    }
}

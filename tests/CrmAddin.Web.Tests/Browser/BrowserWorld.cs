using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Commands;
using CrmAddin.Web.Demo;
using CrmAddin.Web.Settings;
using CrmAddin.Web.SignIn;
using GraphSimulator;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace CrmAddin.Web.Tests.Browser;

/// <summary>The real host with its sample firm, simulated mailboxes and a real browser, signed in by the one-time link.</summary>
public sealed class BrowserWorld : IAsyncLifetime
{
    /// <summary>A user who signs in by name and password.</summary>
    public const string UserName = "sara.mitchell@oasis.example";

    /// <summary>Their password.</summary>
    public const string Password = "seven green chairs";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crm-browser-");
    private GraphSimulatorHost _simulator = null!;
    private WebApplication _host = null!;
    private IPlaywright _playwright = null!;
    private IBrowser _browser = null!;
    private string _signedIn = "";

    /// <summary>Address of the host, without a path.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The link that signed the browser in.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Where the link led.</summary>
    public string LandedAt { get; private set; } = "";

    /// <summary>The mail server of the sample firm.</summary>
    public GraphSimulatorHost Simulator => _simulator;

    public async Task InitializeAsync()
    {
        _simulator = await GraphSimulatorHost.StartAsync();
        _host = CrmHost.Build("http://127.0.0.1:0", isDemo: true, new Dictionary<string, string?>
        {
            ["Crm:DataFolder"] = _data.FullName,
            ["Crm:Graph:BaseUrl"] = _simulator.GraphBaseUrl.ToString(),
            ["Logging:LogLevel:Default"] = "Warning",
        }).Value!;
        var token = await FillAsync();
        await _host.StartAsync();
        Address = _host.Urls.First();
        Link = $"{Address}/sign-in/once/{token}";

        Assertions.SetDefaultExpectTimeout(20_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-quic"],
        });
        await using var context = await _browser.NewContextAsync();
        var page = await context.NewPageAsync();
        await page.GotoAsync(Link);
        LandedAt = page.Url;
        _signedIn = await context.StorageStateAsync();
    }

    /// <summary>A signed-in page in a language.</summary>
    public Task<BrowserPage> OpenAsync(string path, string language) => OpenAsync(path, language, _signedIn);

    /// <summary>One more contact for a test of its own.</summary>
    public async Task<long> AddContactAsync(Contact contact)
    {
        await WriteAsync(db => db.Contacts.Add(contact));
        return contact.Id;
    }

    /// <summary>Further rows for a test of its own.</summary>
    public async Task WriteAsync(Action<CrmDb> change)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        db.Begin(ChangeOrigin.Setup, "test");
        change(db);
        await db.SaveChangesAsync();
    }

    /// <summary>Rows for a test of its own.</summary>
    public async Task<T> UseAsync<T>(Func<CrmDb, Task<T>> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        db.Begin(ChangeOrigin.Setup, "test");
        return await use(db);
    }

    /// <summary>A page of somebody who is not signed in.</summary>
    public Task<BrowserPage> OpenAsStrangerAsync(string path, string language) => OpenAsync(path, language, state: null);

    public async Task DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
        await _host.DisposeAsync();
        await _simulator.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }

    /// <summary>Outlook's task pane as Office opens it, with <paramref name="officeScript"/> in the place of Office.js.</summary>
    public async Task<BrowserPage> OpenPaneAsync(string language, string officeScript)
    {
        var page = await OpenAsync("/health", language, state: null);
        await page.Page.RouteAsync("https://appsforoffice.microsoft.com/**", route => route.FulfillAsync(new() { ContentType = "text/javascript", Body = officeScript }));
        await page.Page.GotoAsync(Address + "/panes/outlook/taskpane.html");
        return page;
    }

    private async Task<BrowserPage> OpenAsync(string path, string language, string? state)
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions { StorageState = state, ViewportSize = new() { Width = 1360, Height = 860 } });
        await context.AddCookiesAsync([new Cookie { Name = "crm-language", Value = language, Url = Address }]);
        context.SetDefaultTimeout(60_000);
        var page = new BrowserPage(context, await context.NewPageAsync());
        await page.Page.GotoAsync(path.StartsWith('/') ? Address + path : path);
        return page;
    }

    private async Task<string?> FillAsync()
    {
        await using var scope = _host.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        (await CommandHost.PrepareAsync(services, services.GetRequiredService<CrmSettings>(), default)).ShouldBeNull();
        services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        (await services.GetRequiredService<DemoSetup>().RunAsync(default)).ShouldBeNull();
        (await services.GetRequiredService<SetPassword>().RunAsync(UserName, Password, default)).Succeeded.ShouldBeTrue();
        return await services.GetRequiredService<OneTimeLink>().CreateAsync(default);
    }
}

/// <summary>All browser tests share one host.</summary>
[CollectionDefinition(nameof(BrowserWorld))]
public sealed class BrowserTests : ICollectionFixture<BrowserWorld>;

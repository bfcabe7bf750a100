using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Commands;
using CrmAddin.Web.Settings;
using CrmAddin.Web.SignIn;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Support;

/// <summary>The real host on a store of its own, with no sample firm and no previews, spoken to over HTTP.</summary>
public sealed class RunningCrm : IAsyncDisposable
{
    public const string Password = "a long password";

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("crm-web-");
    private readonly WebApplication _host;

    private RunningCrm(IReadOnlyDictionary<string, string?> settings, string url, bool isDemo)
    {
        var all = new Dictionary<string, string?>
        {
            ["Crm:DataFolder"] = _data.FullName,
            ["Crm:Firm:Domains:0"] = "firm.example",
            ["Crm:Graph:BaseUrl"] = "http://127.0.0.1:9/v1.0",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        foreach (var (name, value) in settings)
            all[name] = value;
        var built = CrmHost.Build(url, isDemo, all);
        _host = built.Value ?? throw new InvalidOperationException(built.Error!.Sentence);
    }

    public string DataFolder => _data.FullName;

    /// <param name="settings">Settings beyond the usual ones of these tests.</param>
    /// <param name="url">Address to listen on.</param>
    /// <param name="isDemo">Whether a mail server on this machine may be used without credentials; the sample firm is not filled in.</param>
    public static async Task<RunningCrm> StartAsync(IReadOnlyDictionary<string, string?>? settings = null, string url = "http://127.0.0.1:0", bool isDemo = false)
    {
        var crm = new RunningCrm(settings ?? new Dictionary<string, string?>(), url, isDemo);
        await crm.UseAsync(async services => (await CommandHost.PrepareAsync(services, services.GetRequiredService<CrmSettings>(), default)).ShouldBeNull());
        await crm._host.StartAsync();
        return crm;
    }

    /// <summary>A service of the host that lives as long as it does.</summary>
    public T Service<T>()
        where T : class => _host.Services.GetRequiredService<T>();

    public async Task UseAsync(Func<IServiceProvider, Task> use)
    {
        await using var scope = _host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await use(scope.ServiceProvider);
    }

    public async Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read)
    {
        T value = default!;
        await UseAsync(async services => value = await read(services.GetRequiredService<CrmDb>()));
        return value;
    }

    /// <summary>A user with <see cref="Password"/> and a team of their own.</summary>
    public async Task<long> AddUserAsync(string name, Role role = Role.Agent)
    {
        var user = new User { UserName = name, DisplayName = name, Role = role };
        await UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            var team = new Team { Name = "team of " + name };
            db.AddRange(user, team);
            await db.SaveChangesAsync();
            db.Add(new TeamMember { UserId = user.Id, TeamId = team.Id });
            await db.SaveChangesAsync();
            (await services.GetRequiredService<SetPassword>().RunAsync(name, Password, default)).Error.ShouldBeNull();
        });
        return user.Id;
    }

    public async Task<long> AddContactAsync(Contact contact)
    {
        await UseAsync(async services =>
        {
            var db = services.GetRequiredService<CrmDb>();
            db.Begin(ChangeOrigin.Setup, "test");
            db.Contacts.Add(contact);
            await db.SaveChangesAsync();
        });
        return contact.Id;
    }

    /// <summary>A client that follows no redirect and keeps cookies.</summary>
    public HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_host.Urls.First()) };

    /// <summary>A client with a pane's token of the user.</summary>
    public async Task<HttpClient> PaneAsync(string userName)
    {
        var client = Client();
        using var answer = await client.PostAsJsonAsync("/sign-in/token", new { userName, password = Password });
        var token = (await answer.Content.ReadFromJsonAsync<PaneToken>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.AccessToken);
        return client;
    }

    public async ValueTask DisposeAsync()
    {
        // A job that still runs would write into a folder that is being deleted.
        await _host.StopAsync();
        await _host.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _data.Delete(recursive: true);
    }
}

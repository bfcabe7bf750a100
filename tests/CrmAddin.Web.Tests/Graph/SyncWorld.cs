using System.Data.Common;
using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Graph;
using CrmAddin.Web.Tests.Support;
using GraphSimulator;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Web.Tests.Graph;

/// <summary>A firm with one logged mailbox: the simulator, a store of its own, and mail logging between them.</summary>
internal sealed class SyncWorld : IAsyncDisposable
{
    public const string Upn = "agent@firm.example";

    // Making the tables takes longer than most tests, so it is done once and copied.
    private static readonly Lazy<Task<string>> EmptyStore = new(MakeEmptyStoreAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-sync-");

    private readonly StoreProvider _provider;
    private readonly List<ServiceProvider> _otherHosts = [];
    private string? _database;

    private SyncWorld(GraphSimulatorHost simulator, StoreProvider provider) => (Simulator, _provider) = (simulator, provider);

    public GraphSimulatorHost Simulator { get; }

    public ServiceProvider Services { get; private set; } = null!;

    public CrashingCommits Crashes { get; } = new();

    /// <summary>Where the store and the keys lie.</summary>
    public string DataFolder => _folder.FullName;

    private string ConnectionString => _database ?? $"Data Source={StoreFile}";

    private string StoreFile => Path.Combine(_folder.FullName, "crm.db");

    public IConfiguration Configuration { get; private set; } = null!;

    public static async Task<SyncWorld> StartAsync(
        int pageSize = 50, int pollSeconds = 60, StoreProvider provider = StoreProvider.Sqlite, Microsoft.Extensions.Logging.ILoggerProvider? log = null,
        params (string Key, string Value)[] settings)
    {
        var world = new SyncWorld(await GraphSimulatorHost.StartAsync(), provider);
        world.Simulator.Tenant.AddMailbox(Upn, "Agent");
        world.Configuration = world.Configure(pageSize, pollSeconds, settings);
        if (provider == StoreProvider.Postgres)
            await world.MakePostgresAsync();
        else
            File.Copy(await EmptyStore.Value, world.StoreFile);
        world.Services = ((ServiceCollection)world.Register(new ServiceCollection().AddLogging(logging => Listen(logging, log)))).BuildServiceProvider();
        if (provider == StoreProvider.Postgres)
            await world.ReadAsync(async db => { await db.Database.MigrateAsync(); return 0; });
        await world.AddMailboxAsync(Upn);
        return world;
    }

    /// <summary>Another host on the same store, with a gate, a client and a lease holder's name of its own as far as the store can tell.</summary>
    public ServiceProvider AddHost()
    {
        var host = ((ServiceCollection)Register(new ServiceCollection().AddLogging())).BuildServiceProvider();
        _otherHosts.Add(host);
        return host;
    }

    public string Deliver(System.Text.Json.Nodes.JsonObject mail, string folder = "inbox", string mailbox = Upn) =>
        Simulator.Tenant.AddMessage(mailbox, folder, mail);

    public async Task<long> AddMailboxAsync(string address, long? ownerId = null)
    {
        Simulator.Tenant.AddMailbox(address);
        var mailbox = new Mailbox { Address = address, DisplayName = address, OwnerId = ownerId };
        await WriteAsync(db => db.Mailboxes.Add(mailbox));
        return mailbox.Id;
    }

    public async Task<long> AddContactAsync(params string[] addresses)
    {
        var contact = new Contact { DisplayName = addresses[0] };
        contact.Emails.AddRange(addresses.Select(a => ContactEmail.From(a)));
        await WriteAsync(db => db.Contacts.Add(contact));
        return contact.Id;
    }

    public async Task WriteAsync(Action<CrmDb> change)
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        db.Begin(ChangeOrigin.Setup, "test");
        change(db);
        await db.SaveChangesAsync();
    }

    public async Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read)
    {
        await using var scope = Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System));
    }

    /// <summary>Does something as somebody.</summary>
    public async Task<T> UseAsync<T>(Reader reader, Func<IServiceProvider, Task<T>> use)
    {
        await using var scope = Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader);
        return await use(scope.ServiceProvider);
    }

    public async Task<SyncReport> SyncAsync(string mailbox = Upn) =>
        (await Services.GetRequiredService<SyncOnce>().RunAsync(mailbox, CancellationToken.None)).Value!.Single();

    /// <summary>The product itself on this world's store and simulator, as a process of its own.</summary>
    public CrmProcess StartProcess(params string[] arguments)
    {
        var settings = Configuration.AsEnumerable().Where(s => s.Value is not null).ToDictionary(s => s.Key, s => s.Value!);
        settings["Crm:Store:Provider"] = _provider.ToString().ToLowerInvariant();
        settings["ConnectionStrings:Crm"] = ConnectionString;
        return CrmProcess.Start(_folder.FullName, settings, arguments);
    }

    /// <summary>A host that died gives nothing back: its leases run out.</summary>
    public Task<int> FreeLeasesAsync() => ReadAsync(db => db.Mailboxes.ExecuteUpdateAsync(
        s => s.SetProperty(m => m.LeaseUntil, db.Now.AddSeconds(-1)).SetProperty(m => m.NextRunAt, db.Now.AddSeconds(-1))));

    public Task<LookBackReport> LookBackAsync(long contactId) =>
        Services.GetRequiredService<LookBackForContact>().RunAsync(contactId, CancellationToken.None);

    public Task<List<string>> LoggedSubjectsAsync() =>
        ReadAsync(db => db.Messages.OrderBy(m => m.SentAt).ThenBy(m => m.Subject).Select(m => m.Subject).ToListAsync());

    public Task<List<string>> TimelineAsync(long contactId) =>
        ReadAsync(db => db.MessageContacts.Where(l => l.ContactId == contactId).OrderBy(l => l.SentAt).Select(l => l.Message!.Subject).ToListAsync());

    public Task<Dictionary<string, int>> DroppedAsync() =>
        ReadAsync(db => db.DroppedMessages.GroupBy(d => d.Reason).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count));

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
            await ReadAsync(db => db.Database.EnsureDeletedAsync());
        await Services.DisposeAsync();
        foreach (var host in _otherHosts)
            await host.DisposeAsync();
        await Simulator.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    /// <summary>Registers the product's services on this world's store and simulator.</summary>
    public IServiceCollection Register(IServiceCollection services) => services
        .AddSingleton(TimeProvider.System).AddSingleton(new FirmSettings())
        .AddCrmStore(new StoreSettings(_provider, ConnectionString, null)).AddCrmCore()
        .ConfigureDbContext<PostgresCrmDb>(options => options.AddInterceptors(Crashes))
        .ConfigureDbContext<SqliteCrmDb>(options => options.AddInterceptors(Crashes))
        .AddGraphMail(Configuration, mayOmitCredentials: true);

    // A test that looks for what must not be logged hears everything.
    private static void Listen(Microsoft.Extensions.Logging.ILoggingBuilder logging, Microsoft.Extensions.Logging.ILoggerProvider? log)
    {
        if (log is not null)
            logging.Services.AddSingleton(log).Configure<Microsoft.Extensions.Logging.LoggerFilterOptions>(o => o.MinLevel = Microsoft.Extensions.Logging.LogLevel.Trace);
    }

    private async Task MakePostgresAsync()
    {
        var server = Environment.GetEnvironmentVariable("CRM_TEST_POSTGRES")
            ?? throw new InvalidOperationException("There is no PostgreSQL to test on. Run the tests with scripts/test, which starts one.");
        var name = $"crm_{Guid.NewGuid():N}";
        await using var connection = new Npgsql.NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        _database = new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = name, MaxPoolSize = 8 }.ToString();
    }

    private static async Task<string> MakeEmptyStoreAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("crm-empty-").FullName, "empty.db");
        var services = new ServiceCollection().AddSingleton(TimeProvider.System).AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={file};Pooling=False", null));
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CrmDb>().Database.MigrateAsync();
        return file;
    }

    private IConfiguration Configure(int pageSize, int pollSeconds, (string Key, string Value)[] settings) => new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Crm:DataFolder"] = _folder.FullName,
        ["Crm:Graph:BaseUrl"] = Simulator.GraphBaseUrl.ToString(),
        ["Crm:Graph:PageSize"] = pageSize.ToString(CultureInfo.InvariantCulture),
        ["Crm:Graph:FirstRetryDelay"] = "00:00:00.005",
        ["Crm:Mail:PollSeconds"] = pollSeconds.ToString(CultureInfo.InvariantCulture),
    }).AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
}

/// <summary>Ends the process, as far as the code under test can tell, right before or right after a chosen commit.</summary>
internal sealed class CrashingCommits : DbTransactionInterceptor
{
    private int _commits;

    /// <summary>Commits to let through before the crash; null never crashes.</summary>
    public int? CrashAt { get; set; }

    /// <summary>Whether the commit still reaches the store.</summary>
    public bool AfterCommit { get; set; }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        if (!AfterCommit)
            CrashWhenDue();
        return base.TransactionCommittingAsync(transaction, eventData, result, cancellationToken);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (AfterCommit)
            CrashWhenDue();
        return base.TransactionCommittedAsync(transaction, eventData, cancellationToken);
    }

    private void CrashWhenDue()
    {
        if (CrashAt is not { } due || _commits++ != due)
            return;
        CrashAt = null;
        _commits = 0;
        throw new CrashException();
    }
}

internal sealed class CrashException : Exception;

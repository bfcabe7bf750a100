using System.Data.Common;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Graph;
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

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-sync-");

    private SyncWorld(GraphSimulatorHost simulator) => Simulator = simulator;

    public GraphSimulatorHost Simulator { get; }

    public ServiceProvider Services { get; private set; } = null!;

    public CrashingCommits Crashes { get; } = new();

    public static async Task<SyncWorld> StartAsync(int pageSize = 50, Action<IServiceCollection>? also = null)
    {
        var world = new SyncWorld(await GraphSimulatorHost.StartAsync());
        world.Simulator.Tenant.AddMailbox(Upn, "Agent");
        world.Services = world.MakeServices(pageSize, also);
        await using var scope = world.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<CrmDb>().Database.MigrateAsync();
        await world.AddMailboxAsync(Upn);
        return world;
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

    public async Task<SyncReport> SyncAsync(string mailbox = Upn) =>
        (await Services.GetRequiredService<SyncOnce>().RunAsync(mailbox, CancellationToken.None)).Value!.Single();

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
        await Services.DisposeAsync();
        await Simulator.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private ServiceProvider MakeServices(int pageSize, Action<IServiceCollection>? also)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Crm:Graph:BaseUrl"] = Simulator.GraphBaseUrl.ToString(),
            ["Crm:Graph:PageSize"] = pageSize.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Crm:Graph:FirstRetryDelay"] = "00:00:00.005",
            ["Crm:Mail:HashKeyFile"] = Path.Combine(_folder.FullName, "mail-hash.key"),
        }).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddSingleton(new FirmSettings())
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={Path.Combine(_folder.FullName, "crm.db")}", null))
            .ConfigureDbContext<SqliteCrmDb>(options => options.AddInterceptors(Crashes))
            .AddGraphMail(configuration, mayOmitCredentials: true);
        also?.Invoke(services);
        return services.BuildServiceProvider();
    }
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

using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.Extensions.DependencyInjection;

namespace CrmAddin.Core.Tests.Store;

/// <summary>A store of its own for one test, on SQLite or on a database of its own of the PostgreSQL server that scripts/test starts.</summary>
public sealed class TestedStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("crm-store-");
    private readonly ServiceProvider _services;

    private TestedStore(StoreSettings? settings)
    {
        Settings = settings ?? new StoreSettings(StoreProvider.Sqlite, $"Data Source={File("crm.db")};Pooling=False", null);
        Privacy = new PrivacySettings { HashKeyFile = File("person.key"), ErasuresFile = File("erasures.jsonl"), RejectsFolder = File("rejects") };
        _services = new ServiceCollection().AddSingleton(new FirmSettings { Country = "SA", Currency = "SAR" }).AddSingleton(Privacy).AddCrmStore(Settings).AddCrmCore()
            .AddSingleton<TimeProvider>(Clock).BuildServiceProvider();
    }

    public StoreSettings Settings { get; }

    public PrivacySettings Privacy { get; }

    public MovableClock Clock { get; } = new();

    public static async Task<TestedStore> CreateAsync(StoreProvider provider)
    {
        var store = new TestedStore(provider == StoreProvider.Postgres ? await NewPostgresAsync() : null);
        await store.UseAsync(async services =>
        {
            (await services.GetRequiredService<MigrateStore>().RunAsync(default)).Error.ShouldBeNull();
            await services.GetRequiredService<ShippedLists>().RunAsync(default);
        });
        return store;
    }

    public string File(string name) => Path.Combine(_folder.FullName, name);

    public string Write(string name, string content)
    {
        System.IO.File.WriteAllText(File(name), content);
        return File(name);
    }

    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> use, Reader? reader = null)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader ?? Reader.System);
        return await use(scope.ServiceProvider);
    }

    public Task UseAsync(Func<IServiceProvider, Task> use, Reader? reader = null) => UseAsync(async services =>
    {
        await use(services);
        return true;
    }, reader);

    public Task<T> ReadAsync<T>(Func<CrmDb, Task<T>> read, Reader? reader = null) => UseAsync(s => read(s.GetRequiredService<CrmDb>()), reader);

    public Task WriteAsync(Action<CrmDb> change, Reader? reader = null) => UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        db.Begin(ChangeOrigin.Edit, "test");
        change(db);
        await db.SaveChangesAsync();
    }, reader);

    public async Task<long> AddContactAsync(string name, Action<Contact>? with = null)
    {
        var contact = new Contact { DisplayName = name };
        with?.Invoke(contact);
        await WriteAsync(db => db.Contacts.Add(contact));
        return contact.Id;
    }

    public async Task<(long UserId, long TeamId)> AddUserAsync(string name, Role role = Role.Agent)
    {
        var team = new Team { Name = "team of " + name };
        var user = new User { UserName = name, DisplayName = name, Role = role };
        await WriteAsync(db => db.AddRange(team, user));
        await WriteAsync(db => db.Add(new TeamMember { UserId = user.Id, TeamId = team.Id }));
        return (user.Id, team.Id);
    }

    public async ValueTask DisposeAsync()
    {
        if (Settings.Provider == StoreProvider.Postgres)
            await ReadAsync(db => db.Database.EnsureDeletedAsync());
        await _services.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task<StoreSettings> NewPostgresAsync()
    {
        var server = Environment.GetEnvironmentVariable("CRM_TEST_POSTGRES")
            ?? throw new InvalidOperationException("There is no PostgreSQL to test on. Run the tests with scripts/test, which starts one.");
        var name = $"crm_{Guid.NewGuid():N}";
        await using var connection = new Npgsql.NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new Npgsql.NpgsqlCommand($"CREATE DATABASE {name}", connection);
        await create.ExecuteNonQueryAsync();
        return new StoreSettings(StoreProvider.Postgres, new Npgsql.NpgsqlConnectionStringBuilder(server) { Database = name, Pooling = false }.ToString(), null);
    }
}

/// <summary>A clock that stands until a test moves it.</summary>
public sealed class MovableClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 11, 22, 9, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}

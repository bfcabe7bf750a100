using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Web.Graph;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Mail;

/// <summary>A firm's store with mailboxes and people who write to them, and mail logging on it.</summary>
internal sealed class MailStore : IAsyncDisposable
{
    private readonly DirectoryInfo _folder;

    private MailStore(DirectoryInfo folder, ServiceProvider services)
    {
        _folder = folder;
        Services = services;
    }

    public ServiceProvider Services { get; }

    /// <summary>Makes the store.</summary>
    public static async Task<MailStore> CreateAsync(BenchOutput output, int port, int pageSize, int mailboxes)
    {
        var folder = Directory.CreateDirectory(Path.Combine(output.DataFolder, $"mail-{Guid.NewGuid():N}"));
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Crm:DataFolder"] = folder.FullName,
            ["Crm:Graph:BaseUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}/v1.0"),
            ["Crm:Graph:PageSize"] = pageSize.ToString(CultureInfo.InvariantCulture),
        }).Build();
        var services = new ServiceCollection().AddLogging()
            .AddSingleton(new FirmSettings { Country = "SA", Currency = "SAR" })
            .AddSingleton(new PrivacySettings { HashKeyFile = Path.Combine(folder.FullName, "person.key") })
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={Path.Combine(folder.FullName, "crm.db")}", null)).AddCrmCore()
            .AddGraphMail(configuration, mayOmitCredentials: true).BuildServiceProvider();
        var store = new MailStore(folder, services);
        await store.UseAsync(async db =>
        {
            await db.Database.EnsureCreatedAsync();
            await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL");
            db.Begin(ChangeOrigin.Setup, "bench");
            for (var i = 0; i < mailboxes; i++)
                db.Mailboxes.Add(new Mailbox { Address = $"agent{i}@firm.example", DisplayName = $"Agent {i}" });
            for (var i = 0; i < GeneratedMail.KnownPeople; i++)
            {
                var contact = new Contact { DisplayName = $"Person {i}" };
                contact.Emails.Add(ContactEmail.From(GeneratedMail.Person(i)));
                db.Contacts.Add(contact);
            }
            await db.SaveChangesAsync();
        });
        return store;
    }

    public async Task UseAsync(Func<CrmDb, Task> use)
    {
        await using var scope = Services.CreateAsyncScope();
        await use(scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.System));
    }

    public async ValueTask DisposeAsync()
    {
        await Services.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}

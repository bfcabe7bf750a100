using System.Diagnostics;
using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Phones;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Contacts;

/// <summary>An embedded store filled with <see cref="GeneratedContacts"/> in 50 teams of 4, kept between runs while schema and keys are the same.</summary>
public sealed class GeneratedStore : IAsyncDisposable
{
    /// <summary>Teams; contact n belongs to team n modulo 50.</summary>
    public const int Teams = 50;

    // Raise when generated people or their search keys change, so that kept stores are made anew.
    private const int Version = 3;
    private const int Batch = 20_000;

    private readonly ServiceProvider _services;

    private GeneratedStore(string path)
    {
        Path = path;
        _services = new ServiceCollection().AddSingleton(new FirmSettings { Country = "SA", Currency = "SAR" })
            .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={path}", null)).AddCrmCore().BuildServiceProvider();
    }

    /// <summary>The store's file.</summary>
    public string Path { get; }

    /// <summary>Opens the kept store of this many contacts, or makes it; with a copy's name a copy of it, to be written to.</summary>
    /// <param name="output">Names the folder.</param>
    /// <param name="contacts">How many.</param>
    /// <param name="copyName">Name of a copy, replaced where it is there; null for the kept store, which must only be read.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<GeneratedStore> OpenAsync(BenchOutput output, int contacts, string? copyName, CancellationToken cancel)
    {
        var kept = System.IO.Path.Combine(output.DataFolder, string.Create(CultureInfo.InvariantCulture, $"contacts-{contacts}-{Version}-{Schema()}.db"));
        if (!File.Exists(kept))
        {
            var watch = Stopwatch.StartNew();
            Remove(kept + ".part");
            await using (var store = new GeneratedStore(kept + ".part"))
                await store.FillAsync(contacts, cancel);
            File.Move(kept + ".part", kept);
            Remove(kept + ".part");
            BenchOutput.Say(string.Create(CultureInfo.InvariantCulture, $"made a store of {contacts:N0} contacts in {watch.Elapsed.TotalSeconds:0} s: {kept}"));
        }
        if (copyName is null)
            return new GeneratedStore(kept);
        var copy = System.IO.Path.Combine(output.DataFolder, copyName);
        Remove(copy);
        File.Copy(kept, copy);
        return new GeneratedStore(copy);
    }

    /// <summary>Runs work on the store as somebody.</summary>
    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> work, Reader reader)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(reader);
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static string Schema() => new SqliteDesign().CreateDbContext([]).Database.GetMigrations().Last().Split('_')[0];

    private static void Remove(string path)
    {
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            File.Delete(path + suffix);
    }

    private Task<bool> FillAsync(int contacts, CancellationToken cancel) => UseAsync(async services =>
    {
        var db = services.GetRequiredService<CrmDb>();
        await services.GetRequiredService<MigrateStore>().RunAsync(cancel);
        await services.GetRequiredService<ShippedLists>().RunAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA foreign_keys = OFF; PRAGMA cache_size = -200000;", cancel);
        if (contacts == 0)
            return await EndAsync(db, cancel);
        var (teams, users) = await AddPeopleAsync(db, cancel);
        var lookups = await db.LookupItems.AsNoTracking().ToListAsync(cancel);
        var indexes = await DropIndexesAsync(db, cancel);
        var accounts = await AddAccountsAsync(db, GeneratedContacts.Firms, teams, cancel);
        for (var first = 0; first < contacts; first += Batch)
        {
            var rows = Enumerable.Range(first, Math.Min(Batch, contacts - first)).AsParallel().AsOrdered()
                .Select(n => NewContact(n, teams, users, accounts, lookups)).ToList();
            await WriteAsync(db, bulk => bulk.AddAsync(rows, cancel), cancel);
            if (first % 200_000 == 0)
                BenchOutput.Say(string.Create(CultureInfo.InvariantCulture, $"  {first:N0} contacts"));
        }
        foreach (var sql in indexes)
            await db.Database.ExecuteSqlRawAsync(sql, cancel);
        return await EndAsync(db, cancel);
    }, Reader.System);

    private static async Task<bool> EndAsync(CrmDb db, CancellationToken cancel)
    {
        await db.Database.ExecuteSqlRawAsync("ANALYZE;", cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", cancel);
        return true;
    }

    private static async Task<(List<long> Teams, List<long> Users)> AddPeopleAsync(CrmDb db, CancellationToken cancel)
    {
        db.Begin(ChangeOrigin.Setup, "bench");
        var teams = Enumerable.Range(1, Teams).Select(i => new Team { Name = $"Team {i}" }).ToList();
        var users = Enumerable.Range(0, Teams * 4).Select(i => new User { UserName = $"user{i}@firm.example", DisplayName = $"User {i}", Role = Role.Agent }).ToList();
        db.AddRange(teams);
        db.AddRange(users);
        await db.SaveChangesAsync(cancel);
        db.AddRange(users.Select((u, i) => new TeamMember { UserId = u.Id, TeamId = teams[i % Teams].Id }));
        await db.SaveChangesAsync(cancel);
        db.ChangeTracker.Clear();
        return ([.. teams.Select(t => t.Id)], [.. users.Select(u => u.Id)]);
    }

    // An index made at the end is sorted once; kept up row by row it would be the most of the work.
    private static async Task<List<string>> DropIndexesAsync(CrmDb db, CancellationToken cancel)
    {
        var indexes = await db.Database.SqlQuery<string>($"SELECT sql AS Value FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").ToListAsync(cancel);
        foreach (var name in await db.Database.SqlQuery<string>($"SELECT name AS Value FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL").ToListAsync(cancel))
        {
#pragma warning disable EF1002 // The name comes out of the catalogue.
            await db.Database.ExecuteSqlRawAsync($"DROP INDEX \"{name}\"", cancel);
#pragma warning restore EF1002
        }
        return indexes;
    }

    private static async Task<Dictionary<string, Account>> AddAccountsAsync(CrmDb db, int count, List<long> teams, CancellationToken cancel)
    {
        var accounts = Enumerable.Range(0, count).Select(i => new Account { Name = GeneratedContacts.Firm(i, isArabic: i % 2 == 0), TeamId = teams[i % Teams] }).ToList();
        await WriteAsync(db, bulk => bulk.AddAsync(accounts, cancel), cancel);
        return accounts.ToDictionary(a => a.Name, StringComparer.Ordinal);
    }

    private static async Task WriteAsync(CrmDb db, Func<BulkWrite, Task> work, CancellationToken cancel)
    {
        await using var write = await db.BeginWriteAsync(cancel);
        db.Begin(ChangeOrigin.Setup, "bench");
        await db.SaveChangesAsync(cancel);
        using var bulk = new BulkWrite(db);
        await work(bulk);
        await write.CommitAsync(cancel);
        db.ChangeTracker.Clear();
    }

    private static Contact NewContact(int number, List<long> teams, List<long> users, Dictionary<string, Account> accounts, List<LookupItem> lookups)
    {
        var person = GeneratedContacts.Person(number);
        var account = accounts.GetValueOrDefault(person.Account!) ?? accounts.Values.First();
        var contact = new Contact
        {
            DisplayName = string.Join(' ', new[] { person.GivenName, person.MiddleName, person.FamilyName }.Where(n => n is not null)),
            GivenName = person.GivenName,
            MiddleName = person.MiddleName,
            FamilyName = person.FamilyName,
            NameOtherScript = person.NameOtherScript,
            JobTitle = person.JobTitle,
            Account = account,
            AccountId = account.Id,
            Website = person.Website,
            CorrespondenceNotes = person.Notes,
            SourceId = lookups.First(l => l.Kind == LookupKind.Source && l.Name == person.Source).Id,
            Status = person.Status,
            Level = person.Level,
            Language = person.Language,
            BirthdayOn = person.BirthdayOn,
            OriginKey = $"id:{person.FileId}",
            TeamId = teams[number % Teams],
            OwnerId = users[number % users.Count],
        };
        contact.Emails.AddRange(person.Emails.Select((e, i) => ContactEmail.From(e.Address, i == 0, e.Kind)));
        contact.Phones.AddRange(person.Phones.Select((p, i) => new ContactPhone { Raw = p.Raw, Kind = p.Kind, E164 = PhoneNumber.TryParse(p.Raw, "SA", out var n) ? n.E164 : null, IsPrimary = i == 0 }));
        contact.Addresses.AddRange(person.Addresses.Select(a => new PostalAddress { Kind = a.Kind, Street = a.Street, District = a.District, City = a.City, Postcode = a.Postcode, Country = a.Country }));
        contact.Lookups.AddRange(lookups.Where(l => (l.Kind == LookupKind.Group && person.Groups.Contains(l.Name)) || (l.Kind == LookupKind.ContactType && person.Types.Contains(l.Name)))
            .Select(l => new ContactLookup { LookupItemId = l.Id, LookupItem = l }));
        return contact;
    }
}

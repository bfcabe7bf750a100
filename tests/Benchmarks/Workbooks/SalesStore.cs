using System.Globalization;
using CrmAddin.Core;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Metrics.Stored;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using CrmAddin.Reports;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Benchmarks.Workbooks;

/// <summary>
/// A firm's store with deals, ten activities and five purchases for each of them over four years, made by arithmetic on the row's number and
/// kept between runs while the tables stay as they are.
/// </summary>
internal sealed class SalesStore : IAsyncDisposable
{
    // Raise when the generated rows change, so that kept stores are made anew.
    private const int Version = 1;
    private const int People = 50;
    private const int Days = 1_460;

    private readonly ServiceProvider _services;

    private SalesStore(string path) => _services = new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System)
        .AddSingleton(new FirmSettings { Name = "Oasis", Country = "SA", Currency = "SAR", TimeZone = "Asia/Riyadh" })
        .AddCrmStore(new StoreSettings(StoreProvider.Sqlite, $"Data Source={path}", null)).AddCrmCore().AddCrmReports().BuildServiceProvider();

    /// <summary>Opens the kept store of this many deals, or makes it.</summary>
    public static async Task<SalesStore> OpenAsync(BenchOutput output, int deals, CancellationToken cancel)
    {
        var kept = Path.Combine(output.DataFolder, string.Create(CultureInfo.InvariantCulture, $"sales-{deals}-{Version}-{Tables()}.db"));
        if (!File.Exists(kept))
        {
            foreach (var suffix in new[] { "", "-wal", "-shm" })
                File.Delete(kept + ".part" + suffix);
            await using (var store = new SalesStore(kept + ".part"))
                await store.UseAsync(async services => await FillAsync(services, deals, cancel));
            SqliteConnection.ClearAllPools();
            File.Move(kept + ".part", kept);
            BenchOutput.Say(string.Create(CultureInfo.InvariantCulture, $"made a store of {deals:N0} deals: {kept}"));
        }

        return new SalesStore(kept);
    }

    /// <summary>Runs work on the store as the local administrator.</summary>
    public async Task<T> UseAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = _services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CrmDb>().ReadAs(Reader.LocalAdministrator);
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private static string Tables()
    {
        using var db = new SqliteDesign().CreateDbContext([]);
        return Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(db.Database.GenerateCreateScript())))[..8];
    }

    private static async Task<bool> FillAsync(IServiceProvider services, int deals, CancellationToken cancel)
    {
        var db = services.GetRequiredService<CrmDb>().ReadAs(Reader.System);
        await db.Database.EnsureCreatedAsync(cancel);
        await new ShippedLists(db).RunAsync(cancel);
        await db.Database.OpenConnectionAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF; PRAGMA cache_size = -200000;", cancel);
        foreach (var statement in Statements(deals))
        {
#pragma warning disable EF1002 // Numbers of this class alone.
            await db.Database.ExecuteSqlRawAsync(statement, cancel);
#pragma warning restore EF1002
        }

        await services.GetRequiredService<FitForecast>().RunAsync(cancel);
        await services.GetRequiredService<FitCustomerValue>().RunAsync(cancel);
        await db.Database.ExecuteSqlRawAsync("ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);", cancel);
        return true;
    }

    // Rows by arithmetic: 7919 and 104729 are primes that scatter them over days, people and amounts.
    private static IEnumerable<string> Statements(int deals)
    {
        var last = DateTime.UtcNow.Date;
        var first = string.Create(CultureInfo.InvariantCulture, $"'{last.AddDays(-Days):yyyy-MM-dd}'");
        var stamp = string.Create(CultureInfo.InvariantCulture, $"'{last:yyyy-MM-dd} 00:00:00', '{last:yyyy-MM-dd} 00:00:00', 1");
        string Day(string number) => $"date({first}, '+' || ({number} * 7919 % {Days}) || ' days')";
        yield return Insert(2, "Teams", "Name, Version", "'Team ' || i, 1");
        yield return Insert(
            People, "Users", "UserName, DisplayName, Role, Language, FailedSignIns, SecurityStamp, IsActive, Version", "'person' || i, 'Person ' || i, 'Agent', 'en', 0, 'stamp' || i, 1, 1");
        yield return Insert(deals / 5, "Accounts", "Name, NameKey, OwnerId, TeamId, CreatedAt, ChangedAt, Version", $"'Account ' || i, 'account ' || i, i % {People} + 1, i % 2 + 1, {stamp}");
        yield return Insert(
            deals,
            "Deals",
            "Title, Currency, PipelineId, StageId, Amount, Kind, Track, AccountId, OpenedOn, ExpectedCloseOn, ClosedOn, OwnerId, TeamId, CreatedAt, ChangedAt, Version",
            $"'Deal ' || i, 'SAR', 1, i % 5 + 1, (i * 104729 % 900000 + 1000) * 10000, 'New', CASE i % 40 WHEN 0 THEN 'OnHold' ELSE 'OnTrack' END, i % {deals / 5} + 1, {Day("i")}, "
            + $"date({Day("i")}, '+' || (i % 90) || ' days'), CASE WHEN i % 5 > 2 THEN min(date({Day("i")}, '+' || (i % 90) || ' days'), date('now')) END, i % {People} + 1, i % 2 + 1, {stamp}");
        yield return Insert(
            deals * 10,
            "Activities",
            "Kind, State, Subject, StartsAt, DoneAt, IsAllDay, OwnerId, TeamId, CreatedAt, ChangedAt, Version",
            $"CASE i % 5 WHEN 0 THEN 'Call' WHEN 1 THEN 'Visit' WHEN 2 THEN 'Task' WHEN 3 THEN 'Appointment' ELSE 'Note' END, CASE i % 7 WHEN 0 THEN 'Open' ELSE 'Done' END, 'Work ' || i, "
            + $"{Day("i")} || ' 09:00:00', CASE i % 7 WHEN 0 THEN NULL ELSE {Day("i")} || ' 10:00:00' END, 0, i % {People} + 1, i % 2 + 1, {stamp}");
        yield return Insert(
            deals * 5,
            "Purchases",
            "BoughtOn, Amount, Currency, AccountId, OwnerId, TeamId, CreatedAt, ChangedAt, Version",
            $"{Day("i")}, (i * 104729 % 5000 + 10) * 10000, 'SAR', i * 31 % {deals / 5} + 1, i % {People} + 1, i % 2 + 1, {stamp}");
        yield return Insert(48, "Costs", "SpentOn, Amount, Currency, Category, CreatedAt, ChangedAt, Version", $"date({first}, '+' || i || ' months'), 5000000000, 'SAR', 'Sales', {stamp}");
        yield return Insert(
            12,
            "Targets",
            "Period, StartsOn, Scope, Measure, Value, Currency, IdentityKey, CreatedAt, ChangedAt, Version",
            $"'Month', date('now', 'start of month', '-' || (i - 1) || ' months'), 'Company', 'Amount', 9000000000000, 'SAR', 'target ' || i, {stamp}");
    }

    private static string Insert(int rows, string table, string columns, string values) => string.Create(
        CultureInfo.InvariantCulture,
        $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows}) INSERT INTO \"{table}\" ({columns}) SELECT {values} FROM n");
}

using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;

namespace CrmAddin.Core.Store;

/// <summary>Registers the store on the engine of the settings.</summary>
public static class StoreServices
{
    /// <summary>Adds <see cref="CrmDb"/>, its settings and the write gate.</summary>
    public static IServiceCollection AddCrmStore(this IServiceCollection services, StoreSettings settings)
    {
        if (settings.IsEmbedded)
            ConfigureSqlite();
        services.AddSingleton(settings);
        services.AddSingleton(new WriteGate(isOpen: !settings.IsEmbedded));
        var batch = settings.MaxBatchSize ?? 42;
        return settings.Provider switch
        {
            StoreProvider.Sqlite => services.AddDbContext<CrmDb, SqliteCrmDb>(o => o
                .UseSqlite(EmbeddedConnectionString(settings), b => b.MaxBatchSize(batch).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .ReplaceService<IMigrationsSqlGenerator, SqliteTables>()
                .AddInterceptors(SqlitePragmas.Instance)
                .Quiet()),
            StoreProvider.SqlServer => services.AddDbContext<CrmDb, SqlServerCrmDb>(o => o
                .UseSqlServer(settings.ConnectionString, b => b.MaxBatchSize(batch).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .Quiet()),
            _ => services.AddDbContext<CrmDb, PostgresCrmDb>(o => o
                .UseNpgsql(settings.ConnectionString, b => b.MaxBatchSize(batch).UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery))
                .Quiet()),
        };
    }

    /// <summary>The embedded store's connection string with what every connection needs; it waits 30 s for a lock unless it says otherwise.</summary>
    public static string EmbeddedConnectionString(StoreSettings settings) =>
        new SqliteConnectionStringBuilder(settings.ConnectionString) { ForeignKeys = true }.ToString();

    // No connection is used by two threads at once, so its calls need no lock each; nor does anybody ask how much memory the engine takes.
    // Where the process has opened a connection before, the engine keeps its locks, which is slower and as right.
    private static void ConfigureSqlite()
    {
        Batteries_V2.Init();
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MULTITHREAD);
        _ = raw.sqlite3_config(raw.SQLITE_CONFIG_MEMSTATUS, 0);
    }

    // Parts of a contact are only ever reached through the contact, so its filter does hold for them.
    private static void Quiet(this DbContextOptionsBuilder options) =>
        options.ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning));

    private sealed class SqlitePragmas : DbConnectionInterceptor
    {
        public static readonly SqlitePragmas Instance = new();

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) => Set(connection);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Set(connection);
            return Task.CompletedTask;
        }

        private static void Set(DbConnection connection)
        {
            using var command = connection.CreateCommand();
            // What is deleted is written over: an erased person must not be read out of free pages.
            command.CommandText = "PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
            command.ExecuteNonQuery();
        }
    }
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Results;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>What bringing the store up to date did.</summary>
/// <param name="Provider">"sqlite", "sqlserver" or "postgres".</param>
/// <param name="From">Last migration before; null for a new store.</param>
/// <param name="To">Last migration now.</param>
/// <param name="Applied">Migrations applied.</param>
public sealed record MigrationOutcome(string Provider, string? From, string? To, IReadOnlyList<string> Applied);

/// <summary>The store cannot be reached or written.</summary>
public sealed record StoreUnavailable(string Where, string Reason)
    : ConflictError($"The store at {Where} cannot be used: {Reason}. Check ConnectionStrings:Crm and Crm:Store:Provider.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Where, Reason];
}

/// <summary>Brings the store to the schema of this version; a new embedded store is made, readable by its owner alone.</summary>
public sealed class MigrateStore(CrmDb db, StoreSettings settings)
{
    /// <summary>Applies what is missing. Errors: <see cref="StoreUnavailable"/>.</summary>
    public async Task<Result<MigrationOutcome>> RunAsync(CancellationToken cancel)
    {
        try
        {
            if (settings.IsEmbedded)
                MakeFile();
            var before = (await db.Database.GetAppliedMigrationsAsync(cancel)).LastOrDefault();
            var missing = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
            if (missing.Count > 0)
                await db.Database.MigrateAsync(cancel);
            if (settings.IsEmbedded)
                await db.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL;", cancel);
            if (missing.Count > 0)
            {
                await AuditChain.BeginAsync(db, cancel);
                await RebuildSearchKeys.RunAsync(db, cancel);
            }
            return new MigrationOutcome(ProviderName, before, missing.LastOrDefault() ?? before, missing);
        }
        catch (Exception e) when (Describe(e) is not null)
        {
            return Describe(e)!;
        }
    }

    /// <summary>The store's own failure in an exception, in words; null when the exception has another cause.</summary>
    public StoreUnavailable? Describe(Exception e) => e switch
    {
        DbUpdateException { InnerException: { } inner } => Describe(inner),
        SqliteException { SqliteErrorCode: 19 } => null,
        System.Data.Common.DbException or IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException => new StoreUnavailable(Where, Reason(e)),
        _ => null,
    };

    /// <summary>The engine's name in configuration.</summary>
    public string ProviderName => settings.Provider.ToString().ToLowerInvariant();

    /// <summary>Whether an embedded store's file is there; always true for server engines.</summary>
    public bool Exists => !settings.IsEmbedded || File.Exists(FilePath);

    /// <summary>Where the store is, without user name and password.</summary>
    public string Where => settings.IsEmbedded ? FilePath : db.Database.GetDbConnection().DataSource;

    private string FilePath => Path.GetFullPath(new SqliteConnectionStringBuilder(settings.ConnectionString).DataSource);

    private void MakeFile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(FilePath)!);
        if (File.Exists(FilePath))
            return;
        using (new FileStream(FilePath, FileMode.CreateNew))
        {
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(FilePath, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private static string Reason(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: 5 or 6 } => "another program holds it locked",
        SqliteException { SqliteErrorCode: 26 } => "the file is no SQLite database",
        SqliteException { SqliteErrorCode: 8 } => "the file may not be written",
        SqliteException { SqliteErrorCode: 13 } => "the disk is full",
        _ => e.Message.TrimEnd('.').Replace(Environment.NewLine, " ", StringComparison.Ordinal),
    };
}

using CrmAddin.Core.Search;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Npgsql;

namespace CrmAddin.Core.Store;

/// <summary>The store in a SQLite file beside the product.</summary>
public sealed class SqliteCrmDb(DbContextOptions<SqliteCrmDb> options, TimeProvider clock, WriteGate gate) : CrmDb(options, clock, gate)
{
    /// <inheritdoc/>
    protected override string? BinaryCollation => "BINARY";

    /// <inheritdoc/>
    protected override string? LockAuditChain => null;

    /// <inheritdoc/>
    // Deleted rows are written over in the file itself (secure_delete), but their pages may still stand in the log.
    public override Task ScrubAsync(CancellationToken cancel) => Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE);", cancel);

    /// <inheritdoc/>
    // 2067 is SQLITE_CONSTRAINT_UNIQUE, 1555 SQLITE_CONSTRAINT_PRIMARYKEY.
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 };

    /// <inheritdoc/>
    public override bool HasMetAnother(Exception exception) => exception is DbUpdateException duplicate && IsDuplicate(duplicate);

    /// <inheritdoc/>
    internal override Task AddNameWordsAsync(IReadOnlyList<NameWord> rows, CancellationToken cancel) => NameWordInsert.OnConflictAsync(this, rows, cancel);
}

/// <summary>The store on SQL Server or Azure SQL.</summary>
public sealed class SqlServerCrmDb(DbContextOptions<SqlServerCrmDb> options, TimeProvider clock, WriteGate gate) : CrmDb(options, clock, gate)
{
    /// <inheritdoc/>
    protected override string? BinaryCollation => "Latin1_General_100_BIN2";

    /// <inheritdoc/>
    protected override string? LockAuditChain => "EXEC sp_getapplock @Resource = 'crm-audit-chain', @LockMode = 'Exclusive', @LockOwner = 'Transaction'";

    /// <inheritdoc/>
    // 2601 is a unique index, 2627 a unique or primary key constraint.
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is SqlException { Number: 2601 or 2627 };

    /// <inheritdoc/>
    // 1205 is the victim of a deadlock.
    public override bool HasMetAnother(Exception exception) => (exception as SqlException ?? exception.InnerException as SqlException)?.Number is 2601 or 2627 or 1205;

    /// <inheritdoc/>
    internal override Task AddNameWordsAsync(IReadOnlyList<NameWord> rows, CancellationToken cancel) => NameWordInsert.WhereMissingAsync(this, rows, cancel);
}

/// <summary>The store on PostgreSQL.</summary>
public sealed class PostgresCrmDb(DbContextOptions<PostgresCrmDb> options, TimeProvider clock, WriteGate gate) : CrmDb(options, clock, gate)
{
    /// <inheritdoc/>
    protected override string? BinaryCollation => "C";

    /// <inheritdoc/>
    // Any number of our own: advisory locks of one database share one range.
    protected override string? LockAuditChain => "SELECT pg_advisory_xact_lock(726473)";

    /// <inheritdoc/>
    public override bool IsDuplicate(DbUpdateException exception) =>
        exception.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    /// <inheritdoc/>
    public override bool HasMetAnother(Exception exception) => (exception as PostgresException ?? exception.InnerException as PostgresException)?.SqlState
        is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure;

    /// <inheritdoc/>
    internal override Task AddNameWordsAsync(IReadOnlyList<NameWord> rows, CancellationToken cancel) => NameWordInsert.OnConflictAsync(this, rows, cancel);
}

/// <summary>Makes the SQLite store for the migration tool.</summary>
public sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteCrmDb>
{
    /// <inheritdoc/>
    public SqliteCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCrmDb>().UseSqlite("Data Source=design.db").Options, TimeProvider.System, new WriteGate());
}

/// <summary>Makes the SQL Server store for the migration tool.</summary>
public sealed class SqlServerDesign : IDesignTimeDbContextFactory<SqlServerCrmDb>
{
    /// <inheritdoc/>
    public SqlServerCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqlServerCrmDb>().UseSqlServer("Server=design").Options, TimeProvider.System, new WriteGate());
}

/// <summary>Makes the PostgreSQL store for the migration tool.</summary>
public sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresCrmDb>
{
    /// <inheritdoc/>
    public PostgresCrmDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCrmDb>().UseNpgsql("Host=design").Options, TimeProvider.System, new WriteGate());
}

using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Keeps a context's connection open while bulk work runs, with as much memory for pages as that work touches.</summary>
public sealed class BulkConnection : IAsyncDisposable
{
    private readonly CrmDb _db;

    private BulkConnection(CrmDb db) => _db = db;

    /// <summary>Opens the connection.</summary>
    public static async Task<BulkConnection> OpenAsync(CrmDb db, CancellationToken cancel)
    {
        await db.Database.OpenConnectionAsync(cancel);
        // 14 MB hold the pages at which sorted rows go in; with the usual 2 MB each is written and read back many times. Checkpoints at
        // 160 MB instead of 4 write a page that several transactions changed once.
        if (db is SqliteCrmDb)
            await db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -14000; PRAGMA wal_autocheckpoint = 40000;", cancel);
        return new BulkConnection(db);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // The connection goes back to a pool: its next user gets the usual again.
        if (_db is SqliteCrmDb)
            await _db.Database.ExecuteSqlRawAsync("PRAGMA cache_size = -2000; PRAGMA wal_autocheckpoint = 1000; PRAGMA shrink_memory;");
        await _db.Database.CloseConnectionAsync();
    }
}

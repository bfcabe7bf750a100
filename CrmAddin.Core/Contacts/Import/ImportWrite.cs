using CrmAddin.Core.Store;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>One transaction of an import with the bulk work in it.</summary>
internal sealed class ImportWrite : IAsyncDisposable
{
    private readonly WriteScope _scope;

    private ImportWrite(WriteScope scope, BulkWrite bulk)
    {
        _scope = scope;
        Bulk = bulk;
    }

    public BulkWrite Bulk { get; }

    /// <summary>Waits for the turn to write.</summary>
    public static async Task<ImportWrite> BeginAsync(CrmDb db, HashSet<string> knownWords, CancellationToken cancel) =>
        new(await db.BeginWriteAsync(cancel), new BulkWrite(db, knownWords, holdsSearchKeys: true));

    public async Task CommitAsync(CancellationToken cancel)
    {
        await Bulk.WriteHeldKeysAsync(cancel);
        await _scope.CommitAsync(cancel);
    }

    public async ValueTask DisposeAsync()
    {
        Bulk.Dispose();
        await _scope.DisposeAsync();
    }
}

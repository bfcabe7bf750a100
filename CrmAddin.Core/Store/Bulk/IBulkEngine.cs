namespace CrmAddin.Core.Store.Bulk;

/// <summary>What each engine does in its own way: many rows of one table at once.</summary>
internal interface IBulkEngine : IDisposable
{
    /// <summary>Keys that nobody else will be given.</summary>
    Task<long[]> ReserveAsync(BulkTable table, int count, CancellationToken cancel);

    /// <summary>Writes rows that have their keys.</summary>
    Task InsertAsync(BulkTable table, IReadOnlyCollection<object> rows, CancellationToken cancel);
}

using Microsoft.EntityFrameworkCore.Storage;

namespace CrmAddin.Core.Store;

/// <summary>A turn at the write gate with a transaction. What is not committed when it is disposed never happened.</summary>
public sealed class WriteScope : IAsyncDisposable
{
    private readonly IDisposable _turn;
    private readonly IDbContextTransaction _transaction;
    private readonly Func<CancellationToken, Task> _beforeCommit;
    private readonly Action _ended;

    internal WriteScope(IDisposable turn, IDbContextTransaction transaction, Func<CancellationToken, Task> beforeCommit, Action ended)
    {
        _turn = turn;
        _transaction = transaction;
        _beforeCommit = beforeCommit;
        _ended = ended;
    }

    /// <summary>Makes the writes last.</summary>
    public async Task CommitAsync(CancellationToken cancel)
    {
        await _beforeCommit(cancel);
        await _transaction.CommitAsync(cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _ended();
        await _transaction.DisposeAsync();
        _turn.Dispose();
    }
}

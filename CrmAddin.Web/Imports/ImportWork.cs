using System.Collections.Concurrent;
using System.Threading.Channels;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Imports;

/// <summary>A dry run that a page waits for.</summary>
public sealed class ImportCheck
{
    /// <summary>Rows read so far.</summary>
    public long Read { get; internal set; }

    /// <summary>What the import would do; null until it is known.</summary>
    public ImportOutcome? Outcome { get; internal set; }

    /// <summary>Why it cannot be imported; null while nothing stands in its way.</summary>
    public Error? Error { get; internal set; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => Outcome is null && Error is null;
}

/// <summary>
/// What pages and the worker of this host tell each other. What must outlast the host stands in the store: a dry run that a restart cut
/// off is simply asked for again.
/// </summary>
public sealed class ImportWork
{
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<long, ImportCheck> _checks = new();
    private readonly ConcurrentDictionary<long, UndoImportOutcome> _undone = new();

    /// <summary>The dry run of an import; null when none was asked for.</summary>
    public ImportCheck? CheckOf(long runId) => _checks.GetValueOrDefault(runId);

    /// <summary>What taking an import back did; null when this host does not know.</summary>
    public UndoImportOutcome? UndoneOf(long runId) => _undone.GetValueOrDefault(runId);

    /// <summary>Asks for a dry run.</summary>
    public void AskForCheck(long runId)
    {
        _checks[runId] = new ImportCheck();
        Wake();
    }

    /// <summary>Drops what is known of a dry run: the columns are another choice now.</summary>
    public void ForgetCheck(long runId) => _checks.TryRemove(runId, out _);

    /// <summary>Tells the worker that there is something to do.</summary>
    public void Wake() => _wake.Writer.TryWrite(true);

    internal long? NextCheck() => _checks.Where(c => c.Value.IsRunning).Select(c => (long?)c.Key).Order().FirstOrDefault();

    internal void Undone(long runId, UndoImportOutcome outcome) => _undone[runId] = outcome;

    internal async Task WaitAsync(TimeSpan most, CancellationToken cancel)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        limit.CancelAfter(most);
        try
        {
            await _wake.Reader.ReadAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Another host may have left something to do.
        }
    }
}

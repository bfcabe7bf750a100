using System.Threading.Channels;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Reads and works out the records of a file ahead of the writing, in batches; holds no more than a few batches.</summary>
internal sealed class ReadRecords(IContactFile file, string country, int batchSize) : IAsyncDisposable
{
    private const int BatchesAhead = 4;

    private readonly Channel<List<RecordToImport>> _batches = Channel.CreateBounded<List<RecordToImport>>(
        new BoundedChannelOptions(BatchesAhead) { SingleReader = true, SingleWriter = true });
    private readonly CancellationTokenSource _stop = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>The batches, in the file's order.</summary>
    public IAsyncEnumerable<List<RecordToImport>> RunAsync(CancellationToken cancel)
    {
        _reading = Task.Run(ReadAsync, CancellationToken.None);
        return _batches.Reader.ReadAllAsync(cancel);
    }

    /// <summary>Whether the next batch is there already.</summary>
    public bool IsAhead => _batches.Reader.TryPeek(out _);

    /// <summary>Adds the next batches that are there already, up to as many rows.</summary>
    public void Fill(List<RecordToImport> batch, int mostRows)
    {
        while (batch.Count + batchSize <= mostRows && _batches.Reader.TryRead(out var next))
            batch.AddRange(next);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _stop.Dispose();
    }

    private async Task ReadAsync()
    {
        try
        {
            var batch = new List<RecordToImport>(batchSize);
            for (var position = 1L; await file.ReadAsync(_stop.Token) is { } record; position++)
            {
                batch.Add(RecordToImport.From(record, position, country));
                if (batch.Count < batchSize)
                    continue;
                await _batches.Writer.WriteAsync(batch, _stop.Token);
                batch = new List<RecordToImport>(batchSize);
            }
            if (batch.Count > 0)
                await _batches.Writer.WriteAsync(batch, _stop.Token);
            _batches.Writer.Complete();
        }
        catch (Exception e)
        {
            // Whoever reads the batches meets it.
            _batches.Writer.Complete(e);
        }
    }
}

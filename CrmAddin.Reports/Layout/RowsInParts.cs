using System.Runtime.CompilerServices;

namespace CrmAddin.Reports.Layout;

/// <summary>Rows of one stream, read in parts one after the other. The parts must be read in their order.</summary>
/// <param name="rows">The stream; it is read once.</param>
/// <param name="size">The most rows of a part.</param>
internal sealed class RowsInParts<T>(IAsyncEnumerable<T> rows, int size)
{
    private IAsyncEnumerator<T>? _reading;
    private bool _hasCurrent;

    /// <summary>The next rows, at most as many as a part has.</summary>
    public IAsyncEnumerable<T> Next() => ReadAsync(size);

    /// <summary>All rows that are left.</summary>
    public IAsyncEnumerable<T> Rest() => ReadAsync(int.MaxValue);

    private async IAsyncEnumerable<T> ReadAsync(int most, [EnumeratorCancellation] CancellationToken cancel = default)
    {
        if (_reading is null)
        {
            _reading = rows.GetAsyncEnumerator(cancel);
            _hasCurrent = await _reading.MoveNextAsync();
        }

        for (var count = 0; _hasCurrent && count < most; count++)
        {
            yield return _reading.Current;
            _hasCurrent = await _reading.MoveNextAsync();
        }

        if (!_hasCurrent)
            await _reading.DisposeAsync();
    }
}

using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Loads;

/// <summary>A row that can be taken in.</summary>
/// <param name="Row">The row as it is.</param>
/// <param name="Values">What it says.</param>
internal sealed record LoadedRow<TValues>(FileRow Row, TValues Values);

/// <summary>Reads the rows of a file in batches; those that cannot be taken in go to the rejects file with their reason.</summary>
/// <param name="read">What a row says, or why it is refused.</param>
/// <param name="identity">What names a row, as a refusal says it; null where rows need no name of their own.</param>
/// <param name="rejects">Where refused rows go.</param>
internal sealed class RowReader<TValues>(Func<FileRow, (TValues? Values, RefusedRow? Refused)> read, Func<TValues, string?> identity, RejectsFile rejects)
    where TValues : class
{
    private const int RowsPerTransaction = 500;
    private const int RowsWhileSomeoneWaits = 100;

    private readonly Dictionary<string, int> _rowOf = new(StringComparer.Ordinal);
    private readonly SortedDictionary<LoadRefusal, int> _refusals = [];
    private int _firstRefusedRow = int.MaxValue;

    /// <summary>Rows read so far.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Rows refused so far, by reason.</summary>
    public IReadOnlyDictionary<LoadRefusal, int> Refusals => _refusals;

    /// <summary>The refusal of the first row that was refused; null while there is none.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>The rows that can be taken in, some hundred at a time, and fewer while somebody waits to write.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LoadedRow<TValues>>> BatchesAsync(
        CrmDb db, CsvTable table, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        List<LoadedRow<TValues>> batch = [];
        await foreach (var row in table.RowsAsync(cancel))
        {
            ReadCount++;
            var (values, refused) = read(row);
            refused ??= AgainstOthers(values!, row.Number);
            if (refused is not null)
                await RefuseAsync(row, refused, cancel);
            else
                batch.Add(new(row, values!));
            if (batch.Count < (db.SomeoneWaitsToWrite ? RowsWhileSomeoneWaits : RowsPerTransaction))
                continue;
            yield return batch;
            batch = [];
        }

        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>Puts a row into the rejects file.</summary>
    public async Task RefuseAsync(FileRow row, RefusedRow refused, CancellationToken cancel)
    {
        if (refused.Row < _firstRefusedRow)
            (_firstRefusedRow, FirstRefusal) = (refused.Row, refused.Sentence);
        _refusals[refused.Reason] = _refusals.GetValueOrDefault(refused.Reason) + 1;
        // The file of refused rows must not bring back what was erased: the line and the reason say enough.
        await rejects.AddAsync(refused.Reason == LoadRefusal.Erased ? [] : row.Cells, refused.Sentence, cancel);
    }

    private RefusedRow? AgainstOthers(TValues values, int row)
    {
        if (identity(values) is not { } id || _rowOf.TryAdd(id, row))
            return null;
        return new(LoadRefusal.IdRepeated, row, FormattableString.Invariant($"row {_rowOf[id]} has the same {id}"));
    }
}

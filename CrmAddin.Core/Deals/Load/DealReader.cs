using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Deals.Load;

/// <summary>Reads the deals of a file in batches; rows that cannot be deals go to the rejects file with their reason.</summary>
internal sealed class DealReader(Pipeline pipeline, IReadOnlyDictionary<string, Stage> stages, RejectsFile rejects)
{
    private readonly Dictionary<string, int> _rowOfId = new(StringComparer.Ordinal);
    private readonly SortedDictionary<DealRefusal, int> _refusals = [];

    /// <summary>Rows read so far.</summary>
    public int ReadCount { get; private set; }

    /// <summary>Rows refused so far, by reason.</summary>
    public IReadOnlyDictionary<DealRefusal, int> Refusals => _refusals;

    /// <summary>The first refusal; null while there is none.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>The deals that can be taken in, so many at a time.</summary>
    public async IAsyncEnumerable<IReadOnlyList<DealValues>> BatchesAsync(
        CsvTable table, Func<int> size, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        List<DealValues> batch = [];
        await foreach (var row in table.RowsAsync(cancel))
        {
            ReadCount++;
            var (values, refused) = DealValues.Read(row);
            refused ??= AgainstOthers(values!, row.Number);
            if (refused is not null)
                await RefuseAsync(row, refused, cancel);
            else
                batch.Add(values!);
            if (batch.Count < size())
                continue;
            yield return batch;
            batch = [];
        }

        if (batch.Count > 0)
            yield return batch;
    }

    private RefusedDeal? AgainstOthers(DealValues values, int row)
    {
        if (!stages.ContainsKey(SearchText.Fold(values.Stage)))
        {
            var known = string.Join(", ", pipeline.Stages.OrderBy(stage => stage.Position).Select(stage => stage.Name));
            return new(DealRefusal.StageUnknown, row, $"the pipeline \"{pipeline.Name}\" has no stage \"{values.Stage}\"; its stages are {known}");
        }

        if (_rowOfId.TryAdd(values.Id, row))
            return null;
        return new(DealRefusal.IdRepeated, row, FormattableString.Invariant($"row {_rowOfId[values.Id]} has the same deal id \"{values.Id}\""));
    }

    private async Task RefuseAsync(FileRow row, RefusedDeal refused, CancellationToken cancel)
    {
        FirstRefusal ??= refused.Sentence;
        _refusals[refused.Reason] = _refusals.GetValueOrDefault(refused.Reason) + 1;
        await rejects.AddAsync(row.Cells, refused.Sentence, cancel);
    }
}

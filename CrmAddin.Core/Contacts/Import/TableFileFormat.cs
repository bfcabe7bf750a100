using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The rows of a table in a file, one after the other.</summary>
public interface ITableRows : IAsyncDisposable
{
    /// <summary>Line or row number of the row that was read last, from 1.</summary>
    long Line { get; }

    /// <summary>How much of the file has been read, 0 to 1.</summary>
    double Progress { get; }

    /// <summary>The cells of the next row that has any; null at the end. A broken file throws <see cref="ContactFileBrokenException"/>.</summary>
    ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancel);
}

/// <summary>A format whose files are tables with a header.</summary>
public abstract class TableFileFormat : IContactFileFormat
{
    /// <summary>More columns than this no file of contacts has.</summary>
    public const int MaxColumns = 2_000;

    private const int RowsBeforeHeader = 10;
    private const int SampleRows = 200;
    private const int SampleCharacters = 1 << 20;

    /// <inheritdoc/>
    public abstract ContactFileFormat Format { get; }

    /// <inheritdoc/>
    public async Task<Result<IContactFile>> OpenAsync(ContactFileSource source, CancellationToken cancel)
    {
        if (source.MapJson is { } json && ColumnMap.FromJson(json, [], []) is { Error: MappingWrong { What: var what } wrong } && what.StartsWith("it is no JSON", StringComparison.Ordinal))
            return wrong;
        var opened = await OpenBestTableAsync(source, cancel);
        if (!opened.Succeeded)
            return opened.Error;
        var table = opened.Value;
        var map = source.MapJson is null ? table.ProposedMap : ColumnMap.FromJson(source.MapJson, table.Header, table.Samples);
        if (map.Succeeded && map.Value.FindsPeople)
            return new TableContactFile(Format, table, map.Value);
        await table.Rows.DisposeAsync();
        return map.Error ?? new HeaderMissing(Path.GetFileName(source.Path));
    }

    /// <summary>Opens a file to look at its columns: the header may be one that finds nobody yet.</summary>
    public Task<Result<OpenTable>> OpenTableAsync(ContactFileSource source, CancellationToken cancel) => OpenBestTableAsync(source, cancel);

    /// <summary>The names of the file's tables; one without a name where a file is one table.</summary>
    protected abstract IReadOnlyList<string> TablesOf(string path);

    /// <summary>The rows of a table.</summary>
    protected abstract ITableRows OpenRows(string path, string table);

    private async Task<Result<OpenTable>> OpenBestTableAsync(ContactFileSource source, CancellationToken cancel)
    {
        var tables = TablesOf(source.Path);
        if (ColumnMap.SheetOf(source.MapJson) is { } asked)
        {
            tables = [.. tables.Where(t => string.Equals(t, asked, StringComparison.OrdinalIgnoreCase))];
            if (tables.Count == 0)
                return new MappingWrong($"the workbook has no sheet \"{asked}\"");
        }
        OpenTable? first = null;
        foreach (var name in tables)
        {
            var table = await ReadHeadAsync(source, name, cancel);
            if (table?.IsHeaderFound == true)
            {
                if (first is not null)
                    await first.Rows.DisposeAsync();
                return table;
            }
            if (table is not null && first is not null)
                await table.Rows.DisposeAsync();
            first ??= table;
        }
        return first is not null ? first : new HeaderMissing(Path.GetFileName(source.Path));
    }

    // The header is the first of the leading rows that finds people; some programs write a title above it.
    private async Task<OpenTable?> ReadHeadAsync(ContactFileSource source, string name, CancellationToken cancel)
    {
        var rows = OpenRows(source.Path, name);
        try
        {
            List<(long Line, IReadOnlyList<string> Cells)> head = [];
            var characters = 0L;
            while (head.Count < SampleRows + RowsBeforeHeader && characters < SampleCharacters && await rows.ReadAsync(cancel) is { } cells)
            {
                if (cells.Count > MaxColumns)
                    throw new ContactFileBrokenException(FileTooLarge.Columns(Path.GetFileName(source.Path), MaxColumns));
                head.Add((rows.Line, cells));
                characters += cells.Sum(c => (long)c.Length);
            }
            if (head.Count == 0)
            {
                await rows.DisposeAsync();
                return null;
            }
            for (var i = 0; i < Math.Min(RowsBeforeHeader, head.Count); i++)
            {
                var table = new OpenTable(rows, head[i].Cells, head[(i + 1)..], source.CustomFields, IsHeaderFound: true);
                if (source.MapJson is null ? table.ProposedMap.Value!.FindsPeople : ColumnMap.FromJson(source.MapJson, table.Header, []).Succeeded)
                    return table;
            }
            return new OpenTable(rows, head[0].Cells, head[1..], source.CustomFields, IsHeaderFound: false);
        }
        catch
        {
            await rows.DisposeAsync();
            throw;
        }
    }
}

/// <summary>A table whose header has been read.</summary>
/// <param name="Rows">The rows that have not been read yet.</param>
/// <param name="Header">The header's cells.</param>
/// <param name="Head">The first rows under the header, already read, with their lines.</param>
/// <param name="CustomFields">The firm's own fields.</param>
/// <param name="IsHeaderFound">Whether the header names people.</param>
public sealed record OpenTable(
    ITableRows Rows, IReadOnlyList<string> Header, IReadOnlyList<(long Line, IReadOnlyList<string> Cells)> Head, IReadOnlyList<CustomField> CustomFields, bool IsHeaderFound)
{
    /// <summary>The first rows' cells.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Samples { get; } = [.. Head.Select(h => h.Cells)];

    /// <summary>What each column is proposed for.</summary>
    public IReadOnlyList<ColumnProposal> Proposals => ColumnMap.Propose(Header, Samples, CustomFields);

    /// <summary>The proposed columns.</summary>
    public Result<ColumnMap> ProposedMap => ColumnMap.From(Proposals, Samples);
}

/// <summary>A table read as contacts.</summary>
internal sealed class TableContactFile(ContactFileFormat format, OpenTable table, ColumnMap map) : IContactFile
{
    private int _next;

    public ContactFileFormat Format => format;

    public IReadOnlyList<string> Columns => table.Header;

    public double Progress => table.Rows.Progress;

    public async ValueTask<FileRecord?> ReadAsync(CancellationToken cancel)
    {
        if (_next < table.Head.Count)
        {
            var (line, cells) = table.Head[_next++];
            return Read(line, cells);
        }
        return await table.Rows.ReadAsync(cancel) is { } row ? Read(table.Rows.Line, row) : null;
    }

    public async ValueTask<bool> SkipAsync(CancellationToken cancel) => _next++ < table.Head.Count || await table.Rows.ReadAsync(cancel) is not null;

    public ValueTask DisposeAsync() => table.Rows.DisposeAsync();

    private FileRecord Read(long line, IReadOnlyList<string> cells)
    {
        // A value too many means that a separator stands in a value without quotes: everything after it is in the wrong column.
        for (var i = table.Header.Count; i < cells.Count; i++)
        {
            if (!string.IsNullOrWhiteSpace(cells[i]))
                return new(line, null, new RowHasMoreThanHeader(cells.Count, table.Header.Count), cells);
        }
        var (contact, refusal) = map.Read(cells);
        return new(line, contact, refusal, cells);
    }
}

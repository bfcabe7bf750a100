using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CsvHelper;

namespace CrmAddin.Core.Loads;

/// <summary>A CSV file with a header, its columns known by our field names.</summary>
/// <param name="File">The file.</param>
/// <param name="Header">Its headings.</param>
/// <param name="Columns">Which column fills which field.</param>
internal sealed record CsvTable(string File, IReadOnlyList<string> Header, FileColumns Columns)
{
    private static readonly CsvReaderOptions _options = new() { MalformedData = CsvMalformedDataHandling.Throw, TrackLineNumbers = true, MaxRecordSize = 4_000_000 };

    /// <summary>
    /// Opens a file and looks at its header. Errors: <see cref="FileUnreadable"/>, <see cref="ColumnsMissing"/>, <see cref="MappingWrong"/>, <see cref="QuotesBroken"/>.
    /// </summary>
    public static async Task<Result<CsvTable>> OpenAsync(
        string file, string? mapJson, IReadOnlyDictionary<string, string[]> known, string[] needed, CancellationToken cancel)
    {
        try
        {
            using var csv = CsvReader.FromFile(file, _options);
            await csv.ReadHeaderAsync(cancel);
            string[] header = [.. csv.Headers];
            var columns = mapJson is null ? FileColumns.Propose(header, known) : FileColumns.Map(header, mapJson, known);
            if (!columns.Succeeded)
                return columns.Error;

            string[] missing = [.. needed.Where(field => columns.Value[field] < 0)];
            return missing.Length == 0
                ? new CsvTable(file, header, columns.Value)
                : new ColumnsMissing(file, string.Join(" and ", missing), header.Length == 0 ? "nothing" : string.Join(", ", header));
        }
        catch (CsvFormatException e)
        {
            return new QuotesBroken(file, e.LineNumber);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new FileUnreadable(file, e is FileNotFoundException or DirectoryNotFoundException ? "there is no such file" : e.Message.TrimEnd('.'));
        }
    }

    /// <summary>Reads the whole file and hands each row to the visitor. Error: <see cref="QuotesBroken"/>.</summary>
    public async Task<Error?> VisitAsync(Action<FileRow> visit, CancellationToken cancel)
    {
        try
        {
            await foreach (var row in RowsAsync(cancel))
                visit(row);
            return null;
        }
        catch (CsvFormatException e)
        {
            return new QuotesBroken(File, e.LineNumber);
        }
    }

    /// <summary>The rows in order.</summary>
    public async IAsyncEnumerable<FileRow> RowsAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        using var csv = CsvReader.FromFile(File, _options);
        await csv.ReadHeaderAsync(cancel);
        for (var number = 2; await csv.ReadAsync(cancel); number++)
            yield return new FileRow(number, [.. Enumerable.Range(0, csv.FieldCount).Select(csv.GetString)], Columns);
    }
}

/// <summary>One row of a file.</summary>
/// <param name="Number">The row as a spreadsheet counts it, the header being row 1.</param>
/// <param name="Cells">The cells as they are.</param>
/// <param name="Columns">Which column fills which field.</param>
internal sealed record FileRow(int Number, IReadOnlyList<string> Cells, FileColumns Columns)
{
    /// <summary>The trimmed value of a field; null when the cell is empty or not there.</summary>
    public string? this[string field]
    {
        get
        {
            var index = Columns[field];
            return index < 0 || index >= Cells.Count || string.IsNullOrWhiteSpace(Cells[index]) ? null : WithoutGuard(Cells[index].Replace("\0", "", StringComparison.Ordinal).Trim());
        }
    }

    // Our own exports put an apostrophe before what a spreadsheet would read as a formula.
    private static string WithoutGuard(string value) =>
        value.Length > 1 && value[0] == '\'' && value[1] is '=' or '+' or '-' or '@' or '\t' or '\r' ? value[1..] : value;
}

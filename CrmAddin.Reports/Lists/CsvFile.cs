using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Layout;
using CsvHelper;

namespace CrmAddin.Reports.Lists;

/// <summary>Writes rows of text as CSV: UTF-8 with a byte order mark, CRLF (RFC 4180).</summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions _format = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    /// <summary>Writes the file whole or not at all, and says how many rows it got.</summary>
    public static Task<int> WriteAsync<T>(string path, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel) =>
        WholeFile.WriteAsync(path, file => WriteAsync(file, columns, rows, cancel));

    /// <summary>Writes the rows to a stream, and says how many there were.</summary>
    public static async Task<int> WriteAsync<T>(Stream stream, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        await using var csv = CsvWriter.Create(stream, _format, leaveOpen: true);
        foreach (var column in columns)
            csv.WriteField(column.Heading);
        await csv.EndRecordAsync(cancel);

        var count = 0;
        await foreach (var row in rows.WithCancellation(cancel))
        {
            foreach (var column in columns)
                csv.WriteField(CsvCell.Neutralise(column.TextOf!(row)));
            await csv.EndRecordAsync(cancel);
            count++;
        }

        return count;
    }
}

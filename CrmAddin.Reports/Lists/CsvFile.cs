using CrmAddin.Core.Contacts.Import;
using CrmAddin.Reports.Layout;
using CsvHelper;

namespace CrmAddin.Reports.Lists;

/// <summary>Writes rows of text as CSV: UTF-8 with a byte order mark, CRLF (RFC 4180).</summary>
internal static class CsvFile
{
    private static readonly CsvWriterOptions _format = CsvWriterOptions.Default with { WriteByteOrderMark = true };

    /// <summary>Writes the file whole or not at all, and says how many rows it got.</summary>
    public static async Task<int> WriteAsync<T>(string path, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        var unfinished = path + ".part";
        try
        {
            var count = await WriteRowsAsync(unfinished, columns, rows, cancel);
            File.Move(unfinished, path, overwrite: true);
            return count;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    private static async Task<int> WriteRowsAsync<T>(string path, IReadOnlyList<DataColumn<T>> columns, IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        await using var file = File.Create(path);
        await using var csv = CsvWriter.Create(file, _format);
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

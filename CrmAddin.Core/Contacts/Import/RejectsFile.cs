using CsvHelper;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The refused rows of a file as they were, with the reason as a last column. Made with the first of them, readable by its owner alone.</summary>
public sealed class RejectsFile(string folder, string source, IReadOnlyList<string> header) : IAsyncDisposable
{
    private CsvWriter? _writer;

    /// <summary>Refused rows.</summary>
    public int Count { get; private set; }

    /// <summary>Path of the file; null while there are none.</summary>
    public string? Path { get; private set; }

    /// <summary>Adds a row.</summary>
    public async Task AddAsync(IReadOnlyList<string> row, string reason, CancellationToken cancel)
    {
        if (_writer is null)
        {
            _writer = Open();
            await WriteAsync(header, "reason", cancel);
        }
        Count++;
        await WriteAsync(row, reason, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
            await _writer.DisposeAsync();
    }

    private async Task WriteAsync(IReadOnlyList<string> cells, string last, CancellationToken cancel)
    {
        // Rows may be shorter or longer than the header; the reason stands in the same column all the same.
        for (var i = 0; i < header.Count; i++)
            _writer!.WriteField(i < cells.Count ? cells[i] : "");
        _writer!.WriteField(last);
        await _writer.EndRecordAsync(cancel);
    }

    private CsvWriter Open()
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"{System.IO.Path.GetFileNameWithoutExtension(source)}-{Guid.NewGuid().ToString("N")[..8]}-rejects.csv");
        var file = new FileStream(Path, FileMode.CreateNew);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return CsvWriter.Create(file, new CsvWriterOptions { WriteByteOrderMark = true });
    }
}

using System.Text;
using CsvHelper;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// The refused records of a file as they were, with the reason: rows as CSV with the reason as last column, cards as a .vcf with the
/// reason as X-REASON. Made with the first of them, readable by its owner alone.
/// </summary>
/// <param name="folder">Where the file goes.</param>
/// <param name="source">Name of the file that was read.</param>
/// <param name="header">Its columns; none for cards.</param>
/// <param name="areCards">Whether the records are vCards.</param>
public sealed class RejectsFile(string folder, string source, IReadOnlyList<string> header, bool areCards = false) : IAsyncDisposable
{
    private CsvWriter? _rows;
    private StreamWriter? _cards;

    /// <summary>Refused records.</summary>
    public int Count { get; private set; }

    /// <summary>Path of the file; null while there are none.</summary>
    public string? Path { get; private set; }

    /// <summary>Adds a record: its cells, or the lines of its card.</summary>
    public Task AddAsync(IReadOnlyList<string> raw, string reason, CancellationToken cancel)
    {
        Count++;
        return areCards ? AddCardAsync(raw, reason, cancel) : AddRowAsync(raw, reason, cancel);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_rows is not null)
            await _rows.DisposeAsync();
        if (_cards is not null)
            await _cards.DisposeAsync();
    }

    private async Task AddRowAsync(IReadOnlyList<string> cells, string reason, CancellationToken cancel)
    {
        if (_rows is null)
        {
            _rows = CsvWriter.Create(Create("csv"), new CsvWriterOptions { WriteByteOrderMark = true });
            await WriteRowAsync(header, "reason", cancel);
        }
        await WriteRowAsync(cells, reason, cancel);
    }

    private async Task WriteRowAsync(IReadOnlyList<string> cells, string last, CancellationToken cancel)
    {
        // Rows may be shorter or longer than the header; the reason stands in the same column all the same.
        for (var i = 0; i < header.Count; i++)
            _rows!.WriteField(i < cells.Count ? cells[i] : "");
        _rows!.WriteField(last);
        await _rows.EndRecordAsync(cancel);
    }

    private async Task AddCardAsync(IReadOnlyList<string> lines, string reason, CancellationToken cancel)
    {
        _cards ??= new StreamWriter(Create("vcf"), new UTF8Encoding(false)) { NewLine = "\r\n" };
        var end = lines.Count > 0 && lines[^1].Trim().Equals("END:VCARD", StringComparison.OrdinalIgnoreCase) ? lines.Count - 1 : lines.Count;
        for (var i = 0; i < end; i++)
            await _cards.WriteLineAsync(lines[i].AsMemory(), cancel);
        await _cards.WriteLineAsync($"X-REASON:{VcardText.Escape(reason)}".AsMemory(), cancel);
        await _cards.WriteLineAsync("END:VCARD".AsMemory(), cancel);
    }

    private FileStream Create(string extension)
    {
        Directory.CreateDirectory(folder);
        Path = System.IO.Path.Combine(folder, $"{System.IO.Path.GetFileNameWithoutExtension(source)}-{Guid.NewGuid().ToString("N")[..8]}-rejects.{extension}");
        var stream = new FileStream(Path, FileMode.CreateNew);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return stream;
    }
}

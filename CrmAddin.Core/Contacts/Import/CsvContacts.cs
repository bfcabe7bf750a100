using System.Text;
using CsvHelper;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>CSV files: any usual separator, quoting, line end and encoding.</summary>
public sealed class CsvContacts : TableFileFormat
{
    /// <inheritdoc/>
    public override ContactFileFormat Format => ContactFileFormat.Csv;

    /// <inheritdoc/>
    protected override IReadOnlyList<string> TablesOf(string path) => [""];

    /// <inheritdoc/>
    protected override ITableRows OpenRows(string path, string table) => new CsvRows(path);
}

/// <summary>The rows of a CSV file. The apostrophe that our export puts before formulas is taken off.</summary>
internal sealed class CsvRows : ITableRows
{
    private const int MaxRecordBytes = 4_000_000;

    private readonly string _name;
    private readonly FileStream _file;
    private readonly Stream _utf8;
    private readonly CsvReader _csv;
    private readonly int _linesBefore;
    private long? _brokenLine;

    public CsvRows(string path)
    {
        _name = Path.GetFileName(path);
        _utf8 = TextFile.OpenAsUtf8(path, TextFile.EncodingOf(path), out _file);
        var start = Start();
        _linesBefore = start.LinesSkipped;
        _csv = CsvReader.Create(start.Rest, new CsvReaderOptions
        {
            HasHeader = false,
            Separator = start.Separator,
            MalformedData = CsvMalformedDataHandling.Recover,
            OnMalformedRecord = Note,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
        });
    }

    public long Line { get; private set; }

    public double Progress => _file.Length == 0 ? 1 : (double)_file.Position / _file.Length;

    public async ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancel)
    {
        try
        {
            var isThere = await _csv.ReadAsync(cancel);
            if (_brokenLine is { } line)
                throw new ContactFileBrokenException(new QuotesBroken(_name, line + _linesBefore));
            if (!isThere)
                return null;
        }
        catch (CsvFormatException e)
        {
            // The only thing left to refuse is a record without end: a quote that was opened in it and never closed.
            throw new ContactFileBrokenException(new QuotesBroken(_name, e.LineNumber > 0 ? e.LineNumber + _linesBefore : Line + 1));
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            throw NotOfItsEncoding(Line + 1);
        }
        Line = _csv.LineNumber + _linesBefore;
        var cells = new string[_csv.FieldCount];
        for (var i = 0; i < cells.Length; i++)
            cells[i] = CsvCell.TakeBack(_csv.GetString(i));
        return cells;
    }

    private CsvStart Start()
    {
        try
        {
            return CsvStart.Read(_utf8);
        }
        catch (Exception e) when (e is DecoderFallbackException or ArgumentException)
        {
            _utf8.Dispose();
            _file.Dispose();
            throw NotOfItsEncoding(1);
        }
    }

    private ContactFileBrokenException NotOfItsEncoding(long line) =>
        new(new FileBroken(_name, line, "there is a character that does not belong to the file's encoding"));

    // An inch sign in a value without quotes is text. A value that goes on after its closing quote, or never ends, is a broken file.
    private void Note(CsvMalformedRecord record)
    {
        if (record.Reason is not CsvMalformedReason.StrayQuote)
            _brokenLine ??= record.LineNumber;
    }

    public async ValueTask DisposeAsync()
    {
        await _csv.DisposeAsync();
        await _utf8.DisposeAsync();
        await _file.DisposeAsync();
    }
}

/// <summary>The beginning of a CSV file: Excel's line "sep=;" names the separator, else the header shows it.</summary>
internal sealed record CsvStart(Stream Rest, char? Separator, int LinesSkipped)
{
    private const int HeadBytes = 1 << 16;

    public static CsvStart Read(Stream utf8)
    {
        var head = new byte[HeadBytes];
        var length = utf8.ReadAtLeast(head, HeadBytes, throwOnEndOfStream: false);
        var (separator, skipped) = SeparatorOf(head.AsSpan(0, length));
        return new(new HeadedStream(head.AsMemory(skipped, length - skipped), utf8), separator, skipped == 0 ? 0 : 1);
    }

    private static (char? Separator, int Skipped) SeparatorOf(ReadOnlySpan<byte> head)
    {
        if (head.Length > 5 && Encoding.ASCII.GetString(head[..4]).Equals("sep=", StringComparison.OrdinalIgnoreCase) && head[5] is (byte)'\r' or (byte)'\n')
        {
            var end = head.Length > 6 && head[5] == '\r' && head[6] == '\n' ? 7 : 6;
            return ((char)head[4], end);
        }
        Span<int> counts = stackalloc int[4];
        ReadOnlySpan<byte> marks = ",;\t|"u8;
        var isQuoted = false;
        foreach (var b in head)
        {
            isQuoted ^= b == '"';
            if (!isQuoted && b is (byte)'\n' or (byte)'\r' && counts.ContainsAnyExcept(0))
                break;
            if (!isQuoted && marks.IndexOf(b) is >= 0 and var mark)
                counts[mark]++;
        }
        var best = 0;
        for (var i = 1; i < counts.Length; i++)
            best = counts[i] > counts[best] ? i : best;
        return ((char)marks[best], 0);
    }
}

/// <summary>A stream whose beginning has been read already.</summary>
internal sealed class HeadedStream(ReadOnlyMemory<byte> head, Stream rest) : Stream
{
    private ReadOnlyMemory<byte> _head = head;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        if (_head.IsEmpty)
            return rest.Read(buffer);
        var length = Math.Min(buffer.Length, _head.Length);
        _head.Span[..length].CopyTo(buffer);
        _head = _head[length..];
        return length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        _head.IsEmpty ? rest.ReadAsync(buffer, cancellationToken) : ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

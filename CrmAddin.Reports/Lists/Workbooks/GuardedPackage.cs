using System.Buffers.Binary;
using System.IO.Compression;
using System.Xml;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>
/// A workbook's package, opened from outside: its table of contents is held to limits before anything is unpacked, and what is unpacked
/// is held to what the table of contents said.
/// </summary>
internal sealed class GuardedPackage : IDisposable
{
    /// <summary>Files above this size are refused.</summary>
    public const long MaxFileBytes = 1L << 30;

    private const int MaxEntries = 5_000;
    private const long MaxUnpackedBytes = 8L << 30;
    private const long SmallBytes = 64 << 20;
    private const int MaxRatio = 100;
    private const int EndRecordLength = 22;
    private const int MaxCommentLength = 1 << 16;
    private const uint EndSignature = 0x06054b50;

    private static readonly XmlReaderSettings XmlSettings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
        CloseInput = true,
    };

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _entries;

    private GuardedPackage(string name, ZipArchive zip)
    {
        Name = name;
        _zip = zip;
        _entries = new(StringComparer.OrdinalIgnoreCase);
        foreach (var entry in zip.Entries)
            _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
    }

    /// <summary>Name of the file, for errors.</summary>
    public string Name { get; }

    /// <summary>Opens a package. Throws <see cref="ContactFileBrokenException"/> for what is no workbook or unpacks to more than may be.</summary>
    public static GuardedPackage Open(string path)
    {
        var name = Path.GetFileName(path);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            if (file.Length > MaxFileBytes)
                throw new ContactFileBrokenException(FileTooLarge.Bytes(name, MaxFileBytes >> 20));
            CheckEntryCount(file, name);
            var zip = new ZipArchive(file, ZipArchiveMode.Read);
            CheckSizes(zip, name);
            return new(name, zip);
        }
        catch (InvalidDataException)
        {
            file.Dispose();
            throw new ContactFileBrokenException(FileNotContacts.Workbook(name));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Whether a part is there.</summary>
    public bool Has(string part) => _entries.ContainsKey(part);

    /// <summary>Opens a part for reading as XML; its length is bounded by what the table of contents says.</summary>
    public XmlReader OpenXml(string part) => XmlReader.Create(OpenPart(part), XmlSettings);

    /// <summary>Opens a part for reading as XML, with the stream that tells how far the reading is.</summary>
    public XmlReader OpenXml(string part, out BoundedStream stream) => XmlReader.Create(stream = OpenPart(part), XmlSettings);

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    private BoundedStream OpenPart(string part)
    {
        if (!_entries.TryGetValue(part, out var entry))
            throw new ContactFileBrokenException(FileNotContacts.Workbook(Name));
        try
        {
            return new(entry.Open(), entry.Length, Name);
        }
        catch (InvalidDataException)
        {
            throw new ContactFileBrokenException(FileNotContacts.Workbook(Name));
        }
    }

    // Before the table of contents is read into memory: how long it says it is.
    private static void CheckEntryCount(FileStream file, string name)
    {
        var length = (int)Math.Min(file.Length, EndRecordLength + MaxCommentLength);
        var tail = new byte[length];
        file.Position = file.Length - length;
        file.ReadExactly(tail);
        file.Position = 0;
        for (var at = length - EndRecordLength; at >= 0; at--)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(at)) != EndSignature)
                continue;
            if (BinaryPrimitives.ReadUInt16LittleEndian(tail.AsSpan(at + 10)) > MaxEntries)
                throw new ContactFileBrokenException(new FileTooLarge(name, "it packs more files than any workbook"));
            return;
        }
        throw new ContactFileBrokenException(FileNotContacts.Workbook(name));
    }

    private static void CheckSizes(ZipArchive zip, string name)
    {
        var total = 0L;
        foreach (var entry in zip.Entries)
        {
            total += entry.Length;
            if (total > MaxUnpackedBytes || (entry.Length > SmallBytes && entry.Length / MaxRatio > entry.CompressedLength))
                throw new ContactFileBrokenException(new FileTooLarge(name, "it unpacks to far more than any list of contacts"));
        }
    }
}

/// <summary>A part that is being unpacked: no longer than announced, and no single value without end.</summary>
internal sealed class BoundedStream(Stream unpacked, long length, string name) : Stream
{
    private const long MaxWithoutTag = 4 << 20;

    private long _position;
    private long _sinceTag;

    /// <summary>How much has been read, 0 to 1.</summary>
    public double Progress => length == 0 ? 1 : Math.Min(1, (double)_position / length);

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => _position;
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count;
        try
        {
            count = unpacked.Read(buffer);
        }
        catch (InvalidDataException)
        {
            throw new ContactFileBrokenException(FileNotContacts.Workbook(name));
        }
        _position += count;
        var tag = buffer[..count].LastIndexOf((byte)'<');
        _sinceTag = tag < 0 ? _sinceTag + count : count - tag;
        if (_position > length || _sinceTag > MaxWithoutTag)
            throw new ContactFileBrokenException(new FileTooLarge(name, "it unpacks to more than it says"));
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            unpacked.Dispose();
        base.Dispose(disposing);
    }
}

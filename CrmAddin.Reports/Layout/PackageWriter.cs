using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace CrmAddin.Reports.Layout;

/// <summary>
/// A zip file in the making, to a stream that need not be one that can go back (PKWARE APPNOTE 6.3.10): sizes stand after each entry, and
/// in 64 bits where they need them.
/// </summary>
internal sealed class PackageWriter(Stream target)
{
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort Flags = 1 << 3 | 1 << 11;
    private const ushort Deflate = 8;
    private const ushort Extra64 = 1;
    private const int CopiedBytes = 1 << 16;

    // Midnight of 1 January 1980, the first moment that the format knows: the same content makes the same file.
    private const uint Moment = 1 << 21 | 1 << 16;

    private readonly List<Entry> _entries = [];
    private long _position;

    /// <summary>Adds an entry whose content is written to it in blocks.</summary>
    public async Task<T> AddAsync<T>(string name, Func<DeflatedBlocks, Task<T>> write, CancellationToken cancel)
    {
        var offset = _position;
        await WriteAsync(LocalHeader(name), cancel);
        var blocks = new DeflatedBlocks(target, cancel);
        T written;
        DeflatedSize size;
        try
        {
            written = await write(blocks);
        }
        finally
        {
            size = await blocks.CompleteAsync();
        }

        _position += size.DeflatedBytes;
        var entry = new Entry(name, offset, size);
        await WriteAsync(Descriptor(entry), cancel);
        _entries.Add(entry);
        return written;
    }

    /// <summary>Adds an entry with the content of a stream.</summary>
    public Task AddAsync(string name, Stream content, CancellationToken cancel) =>
        AddAsync(name, async blocks =>
        {
            int read;
            do
            {
                var buffer = ArrayPool<byte>.Shared.Rent(CopiedBytes);
                read = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel);
                await blocks.AddAsync((buffer, read), cancel);
            }
            while (read > 0);
            return true;
        }, cancel);

    /// <summary>Writes the directory that ends the file.</summary>
    public async Task CompleteAsync(CancellationToken cancel)
    {
        var start = _position;
        foreach (var entry in _entries)
            await WriteAsync(DirectoryHeader(entry), cancel);
        await WriteAsync(End(start), cancel);
    }

    private async Task WriteAsync(Record record, CancellationToken cancel)
    {
        await target.WriteAsync(record.Bytes, cancel);
        _position += record.Bytes.Length;
    }

    private static Record LocalHeader(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        return new Record().Add32(0x04034b50).Add16(Version).Add16(Flags).Add16(Deflate).Add32(Moment)
            .Add32(0).Add32(0).Add32(0).Add16((ushort)bytes.Length).Add16(0).Add(bytes);
    }

    private static Record Descriptor(Entry entry)
    {
        var record = new Record().Add32(0x08074b50).Add32(entry.Size.Crc);
        return entry.IsLarge
            ? record.Add64(entry.Size.DeflatedBytes).Add64(entry.Size.Bytes)
            : record.Add32((uint)entry.Size.DeflatedBytes).Add32((uint)entry.Size.Bytes);
    }

    private static Record DirectoryHeader(Entry entry)
    {
        var (name, extra) = (Encoding.UTF8.GetBytes(entry.Name), entry.Extra());
        var version = extra.Bytes.Length > 0 ? Version64 : Version;
        return new Record().Add32(0x02014b50).Add16(version).Add16(version).Add16(Flags).Add16(Deflate).Add32(Moment).Add32(entry.Size.Crc)
            .Add32(Short(entry.Size.DeflatedBytes, entry.IsLarge)).Add32(Short(entry.Size.Bytes, entry.IsLarge))
            .Add16((ushort)name.Length).Add16((ushort)extra.Bytes.Length).Add16(0).Add16(0).Add16(0).Add32(0)
            .Add32(Short(entry.Offset, entry.IsFar)).Add(name).Add(extra.Bytes.Span);
    }

    private Record End(long start)
    {
        var (count, size, is64) = (_entries.Count, _position - start, start >= uint.MaxValue);
        var record = new Record();
        if (is64)
        {
            record.Add32(0x06064b50).Add64(44).Add16(Version64).Add16(Version64).Add32(0).Add32(0).Add64(count).Add64(count).Add64(size).Add64(start)
                .Add32(0x07064b50).Add32(0).Add64(_position).Add32(1);
        }

        return record.Add32(0x06054b50).Add16(0).Add16(0).Add16((ushort)count).Add16((ushort)count).Add32((uint)size).Add32(Short(start, is64)).Add16(0);
    }

    private static uint Short(long value, bool isElsewhere) => isElsewhere ? uint.MaxValue : (uint)value;

    private sealed record Entry(string Name, long Offset, DeflatedSize Size)
    {
        public bool IsLarge => Size.Bytes >= uint.MaxValue || Size.DeflatedBytes >= uint.MaxValue;

        public bool IsFar => Offset >= uint.MaxValue;

        public Record Extra()
        {
            var values = new Record();
            if (IsLarge)
                values.Add64(Size.Bytes).Add64(Size.DeflatedBytes);
            if (IsFar)
                values.Add64(Offset);
            return values.Bytes.Length == 0 ? values : new Record().Add16(Extra64).Add16((ushort)values.Bytes.Length).Add(values.Bytes.Span);
        }
    }

    private sealed class Record
    {
        private readonly ArrayBufferWriter<byte> _bytes = new(128);

        public ReadOnlyMemory<byte> Bytes => _bytes.WrittenMemory;

        public Record Add(ReadOnlySpan<byte> bytes)
        {
            _bytes.Write(bytes);
            return this;
        }

        public Record Add16(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.GetSpan(sizeof(ushort)), value);
            _bytes.Advance(sizeof(ushort));
            return this;
        }

        public Record Add32(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.GetSpan(sizeof(uint)), value);
            _bytes.Advance(sizeof(uint));
            return this;
        }

        public Record Add64(long value)
        {
            BinaryPrimitives.WriteInt64LittleEndian(_bytes.GetSpan(sizeof(long)), value);
            _bytes.Advance(sizeof(long));
            return this;
        }
    }
}

using System.Buffers;
using System.IO.Compression;
using System.IO.Hashing;
using System.Threading.Channels;

namespace CrmAddin.Reports.Layout;

/// <summary>What a deflated stream came to.</summary>
/// <param name="Crc">CRC-32 of the content.</param>
/// <param name="Bytes">Bytes of content.</param>
/// <param name="DeflatedBytes">Bytes written.</param>
internal readonly record struct DeflatedSize(uint Crc, long Bytes, long DeflatedBytes);

/// <summary>
/// One deflate stream (RFC 1951) made of blocks that are compressed apart, several at a time, and written in their order: each ends at a
/// whole byte and looks back at none before it.
/// </summary>
internal sealed class DeflatedBlocks
{
    private const int MostBlocksAhead = 4;

    // An empty last block with fixed codes.
    private static readonly byte[] _end = [3, 0];

    private readonly Channel<Task<Block>> _blocks = Channel.CreateBounded<Task<Block>>(Math.Min(Environment.ProcessorCount, MostBlocksAhead));
    private readonly Task<DeflatedSize> _writing;

    /// <summary>Begins a stream in another one, which it leaves open.</summary>
    public DeflatedBlocks(Stream target, CancellationToken cancel) => _writing = Task.Run(() => WriteAsync(target, cancel), CancellationToken.None);

    /// <summary>Hands a pooled buffer over, which is returned to its pool; waits while too many are ahead.</summary>
    public async ValueTask AddAsync((byte[] Buffer, int Length) content, CancellationToken cancel)
    {
        try
        {
            await _blocks.Writer.WaitToWriteAsync(cancel);
            await _blocks.Writer.WriteAsync(Task.Run(() => Block.Deflate(content.Buffer, content.Length), CancellationToken.None), cancel);
        }
        catch (ChannelClosedException)
        {
            // The target has failed; waiting for the writing tells how.
            await _writing;
        }
    }

    /// <summary>Waits until everything is written.</summary>
    public Task<DeflatedSize> CompleteAsync()
    {
        _blocks.Writer.TryComplete();
        return _writing;
    }

    private async Task<DeflatedSize> WriteAsync(Stream target, CancellationToken cancel)
    {
        try
        {
            var crc = new Crc32();
            long bytes = 0, deflated = _end.Length;
            await foreach (var next in _blocks.Reader.ReadAllAsync(cancel))
            {
                using var block = await next;
                crc.Append(block.Content);
                await target.WriteAsync(block.Deflated, cancel);
                bytes += block.Content.Length;
                deflated += block.Deflated.Length;
            }

            await target.WriteAsync(_end, cancel);
            return new(crc.GetCurrentHashAsUInt32(), bytes, deflated);
        }
        catch (Exception e)
        {
            _blocks.Writer.TryComplete(e);
            throw;
        }
    }

    private sealed class Block(byte[] content, int length, byte[] deflated, int deflatedLength) : IDisposable
    {
        // Content that cannot be made smaller takes nine bits a byte at most; the end of the stream, which is left off, needs its place too.
        private const int MostAround = 1 << 10;

        public ReadOnlySpan<byte> Content => content.AsSpan(0, length);

        public ReadOnlyMemory<byte> Deflated => deflated.AsMemory(0, deflatedLength);

        public static Block Deflate(byte[] content, int length)
        {
            var deflated = ArrayPool<byte>.Shared.Rent(length + length / 8 + MostAround);
            using var target = new MemoryStream(deflated);
            using var deflate = new DeflateStream(target, CompressionLevel.Fastest, leaveOpen: true);
            deflate.Write(content, 0, length);
            deflate.Flush();
            return new(content, length, deflated, (int)target.Position);
        }

        public void Dispose()
        {
            ArrayPool<byte>.Shared.Return(content);
            ArrayPool<byte>.Shared.Return(deflated);
        }
    }
}

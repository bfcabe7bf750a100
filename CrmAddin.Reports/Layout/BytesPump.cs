using System.Buffers;
using System.Threading.Channels;

namespace CrmAddin.Reports.Layout;

/// <summary>Writes filled buffers to a stream on a thread of its own, so that rows are made while those before are being compressed.</summary>
internal sealed class BytesPump
{
    private const int BuffersAhead = 4;

    private readonly Channel<(byte[] Buffer, int Length)> _filled = Channel.CreateBounded<(byte[], int)>(BuffersAhead);
    private readonly Task _writing;

    /// <summary>A pump into a stream, which it leaves open.</summary>
    public BytesPump(Stream stream, CancellationToken cancel) => _writing = Task.Run(() => WriteAsync(stream, cancel), CancellationToken.None);

    /// <summary>Hands a buffer over; waits while too many are ahead.</summary>
    public async ValueTask AddAsync((byte[] Buffer, int Length) filled, CancellationToken cancel)
    {
        try
        {
            await _filled.Writer.WriteAsync(filled, cancel);
        }
        catch (ChannelClosedException)
        {
            // The stream has failed; waiting for the pump tells how.
            await _writing;
        }
    }

    /// <summary>Waits until everything is written.</summary>
    public async Task CompleteAsync()
    {
        _filled.Writer.TryComplete();
        await _writing;
    }

    private async Task WriteAsync(Stream stream, CancellationToken cancel)
    {
        try
        {
            await foreach (var (buffer, length) in _filled.Reader.ReadAllAsync(cancel))
            {
                await stream.WriteAsync(buffer.AsMemory(0, length), cancel);
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
        catch (Exception e)
        {
            _filled.Writer.TryComplete(e);
            throw;
        }
    }
}

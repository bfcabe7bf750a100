using System.Buffers;
using System.Globalization;
using System.Text;

namespace CrmAddin.Reports.Layout;

/// <summary>XML in the making, as UTF-8: a buffer that grows with a row and is handed on when it is full.</summary>
internal sealed class XmlBytes
{
    /// <summary>Enough to be handed on: most rows still fit behind it without a larger buffer.</summary>
    public const int FullBytes = BufferBytes - (1 << 15);

    private const int BufferBytes = 1 << 18;

    // What cannot stand in a text as it is: markup, control characters, halves of pairs, and the underscore that begins an escape.
    private static readonly SearchValues<char> Special = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(c => (char)c).Where(c => c is not ('\t' or '\n')), '&', '<', '>', '_', .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c), '\uFFFE', '\uFFFF']);

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);

    /// <summary>Bytes written since the buffer was taken.</summary>
    public int Length { get; private set; }

    /// <summary>Hands the buffer on, with its length, and begins a new one; whoever takes it returns it to the shared pool.</summary>
    public (byte[] Buffer, int Length) Take()
    {
        var taken = (_buffer, Length);
        _buffer = ArrayPool<byte>.Shared.Rent(BufferBytes);
        Length = 0;
        return taken;
    }

    /// <summary>Writes markup that is bytes already.</summary>
    public void Write(ReadOnlySpan<byte> markup)
    {
        Grow(markup.Length);
        markup.CopyTo(_buffer.AsSpan(Length));
        Length += markup.Length;
    }

    /// <summary>Writes a whole number.</summary>
    public void Write(int number)
    {
        Grow(12);
        number.TryFormat(_buffer.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        Length += written;
    }

    /// <summary>Writes a number without trailing zeros.</summary>
    public void Write(decimal number)
    {
        Grow(48);
        number.TryFormat(_buffer.AsSpan(Length), out var written, default, CultureInfo.InvariantCulture);
        ReadOnlySpan<byte> digits = _buffer.AsSpan(Length, written);
        Length += number.Scale == 0 ? written : digits.TrimEnd((byte)'0').TrimEnd((byte)'.').Length;
    }

    /// <summary>Writes text escaped (ECMA-376 part 1, 22.9.2.19 ST_Xstring), cut to what a cell holds.</summary>
    public void WriteText(string text)
    {
        var rest = text.Length <= CellText.MaxLength ? text.AsSpan() : text.AsSpan(0, CellText.MaxLength);
        // A character takes three bytes at most, an escaped one seven; both halves of a pair together four.
        Grow(rest.Length * 7);
        while (true)
        {
            var special = rest.IndexOfAny(Special);
            var plain = special < 0 ? rest : rest[..special];
            Length += Encoding.UTF8.GetBytes(plain, _buffer.AsSpan(Length));
            if (special < 0)
                return;
            rest = rest[special..];
            Rune.DecodeFromUtf16(rest, out var rune, out var used);
            WriteSpecial(rune, rest);
            rest = rest[used..];
        }
    }

    private void WriteSpecial(Rune rune, ReadOnlySpan<char> rest)
    {
        switch (rune.Value)
        {
            case '&': Write("&amp;"u8); break;
            case '<': Write("&lt;"u8); break;
            case '>': Write("&gt;"u8); break;
            case '_': Write(CellText.LooksEscaped(rest) ? "_x005F_"u8 : "_"u8); break;
            case < ' ':
                Write("_x00"u8);
                Write(Encoding.ASCII.GetBytes(rune.Value.ToString("X2", CultureInfo.InvariantCulture)));
                Write("_"u8);
                break;
            case 0xFFFE: Write("_xFFFE_"u8); break;
            case 0xFFFF: Write("_xFFFF_"u8); break;
            default: Length += rune.EncodeToUtf8(_buffer.AsSpan(Length)); break;
        }
    }

    private void Grow(int more)
    {
        if (Length + more <= _buffer.Length)
            return;
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_buffer.Length * 2, Length + more));
        _buffer.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}

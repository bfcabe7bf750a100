using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// A text file in whatever encoding: UTF-8 and UTF-16 with or without a byte order mark, windows-1256 (Arabic) or windows-1252 (western
/// European). The whole file is looked at once, in blocks, so that a late byte cannot surprise the import.
/// </summary>
public static class TextFile
{
    /// <summary>Files above this size are refused.</summary>
    public const long MaxBytes = 4L << 30;

    private const int BlockBytes = 1 << 18;
    private const int SampleBytes = 1 << 16;

    // Letters of both code pages start here; punctuation below says nothing about the language.
    private const byte FirstLetter = 0xC0;

    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// The encoding of a file. Throws <see cref="ContactFileBrokenException"/> for a file that is too large, holds no text, or is UTF-8
    /// with bytes in between that are not.
    /// </summary>
    public static Encoding EncodingOf(string path)
    {
        var name = Path.GetFileName(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan);
        if (file.Length > MaxBytes)
            throw new ContactFileBrokenException(FileTooLarge.Bytes(name, MaxBytes >> 20));
        var block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            var head = block.AsSpan(0, file.ReadAtLeast(block.AsSpan(0, BlockBytes), BlockBytes, throwOnEndOfStream: false));
            if (Marked(head) is { } marked)
                return marked;
            if (WithoutMark(head) is { } utf16)
                return utf16;
            if (head.Contains((byte)0))
                throw new ContactFileBrokenException(FileNotContacts.Document(name));
            return Look(file, block, head.Length, name);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(block);
        }
    }

    /// <summary>A reader of the file in an encoding; a byte that is none throws <see cref="DecoderFallbackException"/>.</summary>
    public static Stream OpenAsUtf8(string path, Encoding encoding, out FileStream file)
    {
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BlockBytes, FileOptions.SequentialScan);
        SkipMark(file);
        return encoding is UTF8Encoding ? file : Encoding.CreateTranscodingStream(file, encoding, new UTF8Encoding(false));
    }

    /// <summary>The code page that text which is no UTF-8 is most likely in: windows-1256 or windows-1252.</summary>
    public static Encoding OfOneByte(IReadOnlyList<byte> sample) => Encoding.GetEncoding(IsArabic(sample) ? 1256 : 1252);

    /// <summary>An encoding by the name that a file gives it; null when nobody knows it.</summary>
    public static Encoding? Named(string name)
    {
        try
        {
            return Encoding.GetEncoding(name.Trim());
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Moves past a byte order mark.</summary>
    private static void SkipMark(FileStream file)
    {
        Span<byte> mark = stackalloc byte[3];
        var length = file.ReadAtLeast(mark, 3, throwOnEndOfStream: false);
        file.Position = mark[..length] switch
        {
            [0xEF, 0xBB, 0xBF, ..] => 3,
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => 2,
            _ => 0,
        };
    }

    private static UnicodeEncoding Utf16(bool isBigEndian) => new(isBigEndian, byteOrderMark: false, throwOnInvalidBytes: true);

    private static UnicodeEncoding? Marked(ReadOnlySpan<byte> head) => head switch
    {
        [0xEF, 0xBB, 0xBF, ..] => null,
        [0xFF, 0xFE, ..] => Utf16(isBigEndian: false),
        [0xFE, 0xFF, ..] => Utf16(isBigEndian: true),
        _ => null,
    };

    // Separators and line ends of a UTF-16 file have a zero in one half of the pair, and hardly anything has one in the other.
    private static UnicodeEncoding? WithoutMark(ReadOnlySpan<byte> head)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        if (odd * 20 > head.Length / 2 && odd > even * 10)
            return Utf16(isBigEndian: false);
        return even * 20 > head.Length / 2 && even > odd * 10 ? Utf16(isBigEndian: true) : null;
    }

    private static Encoding Look(FileStream file, byte[] block, int filled, string name)
    {
        var sample = new List<byte>();
        var (line, brokenAtLine, valid, broken) = (1L, 0L, 0L, 0L);
        var kept = 0;
        for (var length = filled; length > 0;)
        {
            var isLast = file.Position >= file.Length;
            var rest = block.AsSpan(0, length);
            while (!rest.IsEmpty)
            {
                var step = ValidLength(rest, isLast, out var isCutOff);
                line += rest[..step].Count((byte)'\n');
                valid += CountSequences(rest[..step]);
                Sample(sample, rest[..step]);
                rest = rest[step..];
                if (rest.IsEmpty || isCutOff)
                    break;
                brokenAtLine = brokenAtLine == 0 ? line : brokenAtLine;
                var run = Math.Min(rest.Length, RunOfHighBytes(rest));
                broken += run;
                Sample(sample, rest[..run]);
                rest = rest[run..];
            }
            kept = rest.Length;
            rest.CopyTo(block);
            length = file.Read(block, kept, BlockBytes - kept);
            length = length == 0 && kept == 0 ? 0 : length + kept;
            if (length == kept && isLast)
                break;
        }
        if (broken == 0)
            return new UTF8Encoding(false, throwOnInvalidBytes: true);
        if (valid > broken * 4)
            throw new ContactFileBrokenException(new FileBroken(name, brokenAtLine, "there is a character that is not UTF-8 like the rest of the file"));
        return OfOneByte(sample);
    }

    // How many bytes from the start are whole, valid UTF-8; the end of a block may cut a character in two.
    private static int ValidLength(ReadOnlySpan<byte> bytes, bool isLast, out bool isCutOff)
    {
        isCutOff = false;
        if (Utf8.IsValid(bytes))
            return bytes.Length;
        var at = 0;
        while (at < bytes.Length)
        {
            var ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                return bytes.Length;
            at += ascii;
            var status = Rune.DecodeFromUtf8(bytes[at..], out _, out var consumed);
            if (status == OperationStatus.Done)
            {
                at += consumed;
                continue;
            }
            isCutOff = status == OperationStatus.NeedMoreData && !isLast;
            return at;
        }
        return at;
    }

    private static int RunOfHighBytes(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAnyInRange((byte)0, (byte)0x7F);
        return end < 0 ? bytes.Length : Math.Max(end, 1);
    }

    private static long CountSequences(ReadOnlySpan<byte> valid)
    {
        var count = 0L;
        while (valid.IndexOfAnyInRange((byte)0xC2, (byte)0xF4) is >= 0 and var at)
        {
            count++;
            valid = valid[(at + 1)..];
        }
        return count;
    }

    private static void Sample(List<byte> sample, ReadOnlySpan<byte> bytes)
    {
        var at = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (at < 0 || sample.Count >= SampleBytes)
            return;
        var from = Math.Max(0, at - 1);
        sample.AddRange(bytes.Slice(from, Math.Min(bytes.Length - from, SampleBytes - sample.Count)));
        sample.Add((byte)' ');
    }

    // Arabic words are letters above ASCII from end to end; in western European ones such letters stand alone among ASCII.
    private static bool IsArabic(IReadOnlyList<byte> sample)
    {
        var (together, alone) = (0, 0);
        for (var i = 0; i < sample.Count; i++)
        {
            if (sample[i] < FirstLetter)
                continue;
            var hasNeighbour = (i > 0 && sample[i - 1] >= FirstLetter) || (i + 1 < sample.Count && sample[i + 1] >= FirstLetter);
            var isAmongAscii = (i > 0 && char.IsAsciiLetter((char)sample[i - 1])) || (i + 1 < sample.Count && char.IsAsciiLetter((char)sample[i + 1]));
            together += hasNeighbour && !isAmongAscii ? 1 : 0;
            alone += isAmongAscii ? 1 : 0;
        }
        return together > alone;
    }
}

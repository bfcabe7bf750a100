using System.Buffers.Text;
using System.Text;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>How vCards (versions 2.1, 3.0 and 4.0) write text: escapes, lists, structured values, quoted-printable.</summary>
internal static class VcardText
{
    /// <summary>The text as a value of one part.</summary>
    public static string Escape(string text) => text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal);

    /// <summary>The text of a value.</summary>
    public static string Unescape(string value)
    {
        if (!value.Contains('\\', StringComparison.Ordinal))
            return value;
        var text = new StringBuilder(value.Length);
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] != '\\' || i + 1 == value.Length)
            {
                text.Append(value[i]);
                continue;
            }
            i++;
            if (value[i] is 'n' or 'N')
                text.Append('\n');
            else if (value[i] is '\\' or ',' or ';' or ':')
                text.Append(value[i]);
            else
                text.Append('\\').Append(value[i]);
        }
        return text.ToString();
    }

    /// <summary>The parts of a value between marks that are not escaped, still escaped themselves.</summary>
    public static List<string> Split(string value, char mark)
    {
        List<string> parts = [];
        var from = 0;
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\\')
                i++;
            else if (value[i] == mark)
            {
                parts.Add(value[from..i]);
                from = i + 1;
            }
        }
        parts.Add(value[Math.Min(from, value.Length)..]);
        return parts;
    }

    /// <summary>The part of a structured value; its own list is joined by spaces.</summary>
    public static string Part(List<string> parts, int index) =>
        index < parts.Count ? string.Join(' ', Split(parts[index], ',').Select(p => Unescape(p).Trim()).Where(p => p.Length > 0)) : "";

    /// <summary>Decodes quoted-printable text (RFC 2045) in a charset; without one UTF-8 where it is that.</summary>
    public static string FromQuotedPrintable(string value, string? charset)
    {
        var bytes = new List<byte>(value.Length);
        Span<byte> utf8 = stackalloc byte[4];
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '=' && i + 2 < value.Length && char.IsAsciiHexDigit(value[i + 1]) && char.IsAsciiHexDigit(value[i + 2]))
            {
                bytes.Add(Convert.FromHexString(value.AsSpan(i + 1, 2))[0]);
                i += 2;
            }
            else if (Rune.TryGetRuneAt(value, i, out var rune))
            {
                bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
                i += rune.Utf16SequenceLength - 1;
            }
        }
        return Decode([.. bytes], charset);
    }

    /// <summary>Decodes base64 text; null when it is none.</summary>
    public static string? FromBase64(string value, string? charset)
    {
        var compact = string.Concat(value.Where(c => !char.IsWhiteSpace(c)));
        if (!Base64.IsValid(compact))
            return null;
        return Decode(Convert.FromBase64String(compact), charset);
    }

    private static string Decode(byte[] bytes, string? charset)
    {
        if (charset is not null && TextFile.Named(charset) is { } named)
            return named.GetString(bytes);
        return System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : TextFile.OfOneByte(bytes).GetString(bytes);
    }
}

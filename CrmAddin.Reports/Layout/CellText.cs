using System.Buffers;

namespace CrmAddin.Reports.Layout;

/// <summary>Text of cells.</summary>
internal static class CellText
{
    /// <summary>The most characters that a cell holds.</summary>
    public const int MaxLength = 32767;

    private static readonly SearchValues<char> Unwritable = SearchValues.Create([.. Enumerable.Range(0, ' ').Select(c => (char)c).Where(c => c is not ('\t' or '\n'))]);

    /// <summary>The text as ClosedXML must be given it, without characters that XML cannot hold.</summary>
    public static string Plain(string text) =>
        text.Length <= MaxLength && !text.AsSpan().ContainsAny(Unwritable) ? text : new([.. text.Where(c => !Unwritable.Contains(c)).Take(MaxLength)]);

    /// <summary>Whether a text begins like an escaped character, _xHHHH_, and must be escaped itself.</summary>
    public static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[0] == '_' && text[1] is 'x' or 'X' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}

namespace CrmAddin.Reports.Layout;

/// <summary>Text of cells.</summary>
internal static class CellText
{
    /// <summary>The most characters that a cell holds.</summary>
    public const int MaxLength = 32767;

    /// <summary>The text as ClosedXML must be given it, without characters that XML cannot hold.</summary>
    public static string Plain(string text) =>
        new([.. text.Where(c => c >= ' ' || c is '\t' or '\n').Take(MaxLength)]);

    /// <summary>Whether a text begins like an escaped character, _xHHHH_, and must be escaped itself.</summary>
    public static bool LooksEscaped(ReadOnlySpan<char> text) =>
        text.Length >= 7 && text[0] == '_' && text[1] is 'x' or 'X' && text[6] == '_'
        && char.IsAsciiHexDigit(text[2]) && char.IsAsciiHexDigit(text[3]) && char.IsAsciiHexDigit(text[4]) && char.IsAsciiHexDigit(text[5]);
}

using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace CrmAddin.Reports.Layout;

/// <summary>Text as it stands in a sheet's XML (ECMA-376 part 1, 22.9.2.19 ST_Xstring).</summary>
internal static partial class CellText
{
    private const int MaxLength = 32767;

    /// <summary>Writes the text escaped, cut to what a cell holds.</summary>
    public static void Write(TextWriter xml, string text)
    {
        var shown = text.Length <= MaxLength ? text : text[..MaxLength];
        foreach (var rune in (shown.Contains("_x", StringComparison.OrdinalIgnoreCase) ? EscapeLike().Replace(shown, "_x005F_") : shown).EnumerateRunes())
            Write(xml, rune);
    }

    /// <summary>The text as ClosedXML must be given it, without characters that XML cannot hold.</summary>
    public static string Plain(string text) =>
        new([.. text.Where(c => c >= ' ' || c is '\t' or '\n').Take(MaxLength)]);

    private static void Write(TextWriter xml, Rune rune)
    {
        switch (rune.Value)
        {
            case '&': xml.Write("&amp;"); break;
            case '<': xml.Write("&lt;"); break;
            case '>': xml.Write("&gt;"); break;
            case < ' ' and not '\t' and not '\n': xml.Write(string.Create(CultureInfo.InvariantCulture, $"_x{rune.Value:X4}_")); break;
            case 0xFFFE or 0xFFFF: xml.Write('\uFFFD'); break;
            case <= 0xFFFF: xml.Write((char)rune.Value); break;
            default: xml.Write(rune.ToString()); break;
        }
    }

    [GeneratedRegex("_(?=[xX][0-9A-Fa-f]{4}_)")]
    private static partial Regex EscapeLike();
}

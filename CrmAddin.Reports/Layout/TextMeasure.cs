using System.Globalization;
using System.Text;

namespace CrmAddin.Reports.Layout;

/// <summary>How wide a text is, in the unit of column widths: one digit of the body font.</summary>
internal static class TextMeasure
{
    private const string Narrow = "iljItf.,:;'|!()[]{} اأإآدذرزوى";

    /// <summary>The width of one line of text.</summary>
    public static double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var rune in text.EnumerateRunes())
            width += WidthOf(rune);
        return width;
    }

    /// <summary>A column width that fits a heading with its filter button and the texts under it, within limits.</summary>
    public static double Fit(string heading, IEnumerable<string?> texts, double min, double max)
    {
        var widest = texts.Select(text => WidthOf(text ?? "")).DefaultIfEmpty(0).Max();
        return Math.Clamp(Math.Max(WidthOf(heading) * 1.1 + 3, widest + 2), min, max);
    }

    private static double WidthOf(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.Format or UnicodeCategory.Control)
            return 0;
        if (rune.IsBmp && Narrow.Contains((char)rune.Value, StringComparison.Ordinal))
            return 0.6;
        if (rune.Value >= 0x1100 && IsWide(rune.Value))
            return 2;
        return rune.Value is 'm' or 'w' or 'M' or 'W' or '@' or '%' or 'س' or 'ش' or 'ص' or 'ض' ? 1.5 : Rune.IsUpper(rune) ? 1.2 : 1;
    }

    // East Asian wide blocks and emoji, after Unicode Standard Annex 11.
    private static bool IsWide(int value) =>
        value is <= 0x115F or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD);
}

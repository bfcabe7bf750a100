using System.Globalization;
using System.Text;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>What is left of a written number when it is dialled: ASCII digits, whether a "+" led them, and the extension.</summary>
internal sealed record DialledDigits(string Digits, bool IsInternational, string? Extension)
{
    private const int ShortestNumber = 4;
    private const int LongestNumber = 20;
    private const int LongestText = 64;
    private static readonly string[] ExtensionMarks = ["extension", "ext", "تحويلة", "داخلي", "x", "#", ";", ","];

    /// <summary>Reads the digits, or null when the text is no number at all.</summary>
    internal static DialledDigits? TryRead(string raw)
    {
        var text = AsciiDigits(raw).Trim();
        if (text.Length > LongestText)
            return null;

        string? extension = null;
        if (ExtensionAt(text) is { } at)
        {
            extension = OnlyDigits(text[at..]);
            text = text[..at];
        }

        var digits = OnlyDigits(text);
        var isPunctuatedNumber = text.All(c => char.IsAsciiDigit(c) || !char.IsLetter(c));
        if (!isPunctuatedNumber || digits.Length is < ShortestNumber or > LongestNumber)
            return null;
        // In right-to-left text the plus may stand behind the digits.
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var firstDigit = text.IndexOf(digits[0], StringComparison.Ordinal);
        var hasPlus = plus >= 0 && (plus < firstDigit || plus == text.Length - 1);
        return new DialledDigits(digits, hasPlus, string.IsNullOrEmpty(extension) ? null : extension);
    }

    /// <summary>The same text with every decimal digit and plus sign in ASCII and without direction marks.</summary>
    internal static string AsciiDigits(string text)
    {
        if (text.All(char.IsAscii))
            return text;
        var ascii = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsDigit(c))
                ascii.Append((char)('0' + (int)char.GetNumericValue(c)));
            else if (c == '＋')
                ascii.Append('+');
            else if (char.GetUnicodeCategory(c) != UnicodeCategory.Format)
                ascii.Append(c);
        }

        return ascii.ToString();
    }

    private static int? ExtensionAt(string text)
    {
        foreach (var mark in ExtensionMarks)
        {
            var at = text.IndexOf(mark, StringComparison.OrdinalIgnoreCase);
            if (at >= ShortestNumber && OnlyDigits(text[at..]).Length is > 0 and <= 7)
                return at;
        }

        return null;
    }

    private static string OnlyDigits(string text) => string.Concat(text.Where(char.IsAsciiDigit));
}

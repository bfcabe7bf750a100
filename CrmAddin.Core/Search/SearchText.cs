using System.Buffers;
using System.Globalization;
using System.Text;

namespace CrmAddin.Core.Search;

/// <summary>The one way that text is folded and cut into words, for search, name variants and duplicates.</summary>
public static class SearchText
{
    /// <summary>
    /// Folds case, accents, Arabic letter forms (alef, yeh, ta marbuta, hamza), tashkeel, tatweel and digits of both
    /// scripts; everything that is no letter or digit becomes one space.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var decomposed = text.Normalize(NormalizationForm.FormKD);
        // No rune becomes more than two characters.
        var rented = ArrayPool<char>.Shared.Rent(2 * decomposed.Length);
        var folded = new Folded(rented);
        foreach (var rune in decomposed.EnumerateRunes())
            Append(ref folded, rune);
        var result = folded.Text.TrimEnd().ToString().Normalize(NormalizationForm.FormC);
        ArrayPool<char>.Shared.Return(rented);
        return result;
    }

    /// <summary>Folded words of a text.</summary>
    public static string[] Words(string? text) => Fold(text).Split(' ', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Folded text without any spaces: "GTX Pro" and "GTXPro" are one.</summary>
    public static string Compact(string? text) => Fold(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>Whether the word is written in Arabic script.</summary>
    public static bool IsArabic(string word) => word.AsSpan().IndexOfAnyInRange('\u0600', '\u06FF') >= 0;

    /// <summary>The Latin digits of a text, Arabic-Indic ones included.</summary>
    public static string Digits(string? text)
    {
        var digits = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber)
                digits.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
        }
        return digits.ToString();
    }

    private static void Append(ref Folded folded, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            // Combining marks hold accents, tashkeel and the hamza of a decomposed alef.
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                break;
            case UnicodeCategory.DecimalDigitNumber:
                folded.Add((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.ModifierLetter when rune.Value == 0x0640:
                break;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
                AppendLetter(ref folded, Rune.ToLowerInvariant(rune));
                break;
            default:
                if (folded.Text is [.., not ' '] && rune.Value is not ('\'' or '\u2019' or '\u02BC'))
                    folded.Add(' ');
                break;
        }
    }

    private static void AppendLetter(ref Folded folded, Rune letter)
    {
        var simple = letter.Value switch
        {
            'آ' or 'أ' or 'إ' or 'ٱ' => "ا",
            'ى' or 'ی' or 'ئ' => "ي",
            'ة' => "ه",
            'ؤ' => "و",
            'ک' => "ك",
            'ء' => "",
            'ß' => "ss",
            'æ' => "ae",
            'œ' => "oe",
            'ø' => "o",
            'đ' or 'ð' => "d",
            'ł' => "l",
            'ı' => "i",
            'þ' => "th",
            _ => null,
        };
        if (simple is null)
            folded.Add(letter);
        else
            folded.Add(simple);
    }

    private ref struct Folded(char[] buffer)
    {
        private int _length;

        public readonly ReadOnlySpan<char> Text => buffer.AsSpan(0, _length);

        public void Add(char letter) => buffer[_length++] = letter;

        public void Add(Rune letter) => _length += letter.EncodeToUtf16(buffer.AsSpan(_length));

        public void Add(string letters)
        {
            letters.CopyTo(buffer.AsSpan(_length));
            _length += letters.Length;
        }
    }
}

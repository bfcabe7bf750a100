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
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.Normalize(NormalizationForm.FormKD).EnumerateRunes())
            Append(folded, rune);
        return folded.ToString().TrimEnd().Normalize(NormalizationForm.FormC);
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

    private static void Append(StringBuilder folded, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            // Combining marks hold accents, tashkeel and the hamza of a decomposed alef.
            case UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format:
                break;
            case UnicodeCategory.DecimalDigitNumber:
                folded.Append((char)('0' + (int)Rune.GetNumericValue(rune)));
                break;
            case UnicodeCategory.ModifierLetter when rune.Value == 0x0640:
                break;
            case UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter:
                AppendLetter(folded, Rune.ToLowerInvariant(rune));
                break;
            default:
                if (folded.Length > 0 && folded[^1] != ' ' && rune.Value is not ('\'' or '\u2019' or '\u02BC'))
                    folded.Append(' ');
                break;
        }
    }

    private static void AppendLetter(StringBuilder folded, Rune letter)
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
            folded.Append(letter.ToString());
        else
            folded.Append(simple);
    }
}

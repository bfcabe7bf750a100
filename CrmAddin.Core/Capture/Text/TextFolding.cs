using System.Globalization;
using System.Text;

namespace CrmAddin.Core.Capture.Text;

/// <summary>Brings spellings of the same word together, so that word lists need each word once.</summary>
internal static class TextFolding
{
    private const char Tatweel = '\u0640';

    /// <summary>Lower case, without accents, vowel marks, hamza forms, tatweel and direction marks; ASCII digits.</summary>
    internal static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in Decomposed(text))
        {
            switch (char.GetUnicodeCategory(c))
            {
                case UnicodeCategory.NonSpacingMark or UnicodeCategory.Format:
                    continue;
                case UnicodeCategory.DecimalDigitNumber:
                    folded.Append((char)('0' + (int)char.GetNumericValue(c)));
                    continue;
            }

            folded.Append(c switch
            {
                Tatweel => "",
                'ى' => "ي",
                'ة' => "ه",
                'ٱ' => "ا",
                '’' => "'",
                '\u00A0' or '\u202F' => " ",
                _ => char.ToLowerInvariant(c).ToString(),
            });
        }

        return folded.ToString();
    }

    /// <summary>A word list as <see cref="Words"/> spells words, however the list spells them.</summary>
    internal static HashSet<string> WordSet(IEnumerable<string> words) => [.. words.Select(Fold)];

    /// <summary>The words of a text, folded, without punctuation around them.</summary>
    internal static string[] Words(string text) =>
        [.. Fold(text).Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(word => word.Trim(Punctuation)).Where(word => word.Length > 0)];

    /// <summary>The same text, character for character, with ASCII digits and plus signs and blanks for direction marks.</summary>
    internal static string SameLengthAscii(string text) => text.All(char.IsAscii)
        ? text
        : string.Create(text.Length, text, static (ascii, source) =>
        {
            for (var i = 0; i < source.Length; i++)
            {
                var c = source[i];
                ascii[i] = c switch
                {
                    _ when char.IsDigit(c) => (char)('0' + (int)char.GetNumericValue(c)),
                    '＋' => '+',
                    '‐' or '‑' or '‒' or '–' or '—' or '−' => '-',
                    '\u00A0' => ' ',
                    _ when char.GetUnicodeCategory(c) == UnicodeCategory.Format => ' ',
                    _ => c,
                };
            }
        });

    /// <summary>Whether the text's first letter is Arabic.</summary>
    internal static bool IsArabic(string text)
    {
        foreach (var c in text)
        {
            if (char.IsLetter(c))
                return c is >= '\u0600' and <= '\u06FF' or >= '\u0750' and <= '\u077F' or >= '\uFB50' and <= '\uFEFC';
        }

        return false;
    }

    private static readonly char[] Separators = [' ', '\t', '\u00A0', '/', '|', ',', '،', '&', '+', '•', '·'];
    private static readonly char[] Punctuation = [.. ".,;:!?\"'()[]<>*_-–—~،؛؟«»…。，！"];

    // Lone surrogates, which broken mails hold, cannot be normalised.
    private static string Decomposed(string text)
    {
        if (text.All(char.IsAscii))
            return text;
        var whole = text.Any(char.IsSurrogate) ? new string([.. text.Where(c => !char.IsSurrogate(c))]) : text;
        return whole.Normalize(NormalizationForm.FormD);
    }
}

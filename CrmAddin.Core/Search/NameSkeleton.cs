using System.Text;

namespace CrmAddin.Core.Search;

/// <summary>
/// The consonants of a name's word, the same for both scripts: محمد and "Mohammed" are both "mhmd". Vowels, their long forms
/// (ا و ي, w, y) and doubled letters fall away; letters that Latin spellings of Arabic mix up are one (k q c, j g, s sh th).
/// </summary>
public static class NameSkeleton
{
    /// <summary>Skeleton of a folded word; empty when it has no consonant.</summary>
    public static string Of(string word)
    {
        var skeleton = new StringBuilder();
        for (var i = 0; i < word.Length; i++)
        {
            var sound = SearchText.IsArabic(word) ? ArabicSound(word[i]) : LatinSound(word, ref i);
            if (sound != '\0' && (skeleton.Length == 0 || skeleton[^1] != sound))
                skeleton.Append(sound);
        }
        return skeleton.ToString();
    }

    private static char ArabicSound(char letter) => letter switch
    {
        'ب' or 'پ' => 'b',
        'ت' or 'ط' => 't',
        'ث' or 'س' or 'ص' or 'ش' => 's',
        'ج' or 'گ' => 'j',
        'ح' or 'ه' => 'h',
        'خ' => 'x',
        'د' or 'ض' or 'ذ' => 'd',
        'ظ' or 'ز' => 'z',
        'ر' => 'r',
        'غ' => 'G',
        'ف' or 'ڤ' => 'f',
        'ق' or 'ك' => 'k',
        'ل' => 'l',
        'م' => 'm',
        'ن' => 'n',
        _ => '\0',
    };

    private static char LatinSound(string word, ref int i)
    {
        var next = i + 1 < word.Length ? word[i + 1] : '\0';
        if (next == 'h' && word[i] is 'k' or 'g' or 's' or 't' or 'd' or 'c' or 'p')
        {
            i++;
            return word[i - 1] switch { 'k' => 'x', 'g' => 'G', 'd' => 'd', 'p' => 'f', _ => 's' };
        }
        return word[i] switch
        {
            'b' or 'p' => 'b',
            't' => 't',
            's' => 's',
            'j' or 'g' => 'j',
            'h' => 'h',
            'd' => 'd',
            'z' => 'z',
            'r' => 'r',
            'f' or 'v' => 'f',
            'k' or 'q' or 'c' => 'k',
            'x' => 'x',
            'l' => 'l',
            'm' => 'm',
            'n' => 'n',
            _ => '\0',
        };
    }
}

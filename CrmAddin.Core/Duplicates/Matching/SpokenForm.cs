using System.Text;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>
/// A Latin word with the letters that spellings mix up made one: "Zoheir" and "Zuhayr" are both "zuhir", "Kassem" and "Qasim" both
/// "kasim". Unlike a skeleton it keeps the vowels, as three: a, i and u.
/// </summary>
public static class SpokenForm
{
    /// <summary>The form of a folded word.</summary>
    public static string Of(string word)
    {
        var spoken = new StringBuilder(word.Length);
        foreach (var letter in word)
        {
            var sound = Sound(letter);
            if (spoken.Length > 0 && IsVowel(sound) && IsVowel(spoken[^1]))
                spoken[^1] = spoken[^1] == 'a' ? sound : spoken[^1];
            else if (spoken.Length == 0 || spoken[^1] != sound)
                spoken.Append(sound);
        }
        return spoken.ToString();
    }

    private static bool IsVowel(char sound) => sound is 'a' or 'i' or 'u';

    private static char Sound(char letter) => letter switch
    {
        'e' or 'y' => 'i',
        'o' or 'w' => 'u',
        'q' or 'c' => 'k',
        'g' => 'j',
        'v' => 'f',
        _ => letter,
    };
}

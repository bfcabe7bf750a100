using CrmAddin.Core.Capture.Names;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>A name cut into a given and a family part, each folded to one word without titles, articles and "son of". Either may be empty.</summary>
public readonly record struct NameReading(string Given, string Family)
{
    private static readonly HashSet<string> Articles = ["al", "el", "ال"];
    private static readonly HashSet<string> AbdForms = ["abd", "abdul", "abdel", "abdal", "abdur", "abdus", "abdol", "عبد"];
    private static readonly string[] SunLetters = ["rr", "ss", "tt", "dd", "zz", "nn", "ll"];

    /// <summary>Whether nothing is known.</summary>
    public bool IsEmpty => Given.Length == 0 && Family.Length == 0;

    /// <summary>The readings of a person's name: as told, and in the other script where that is known.</summary>
    public static IEnumerable<NameReading> Of(MatchPerson person)
    {
        var told = new NameReading(Joined(person.GivenName), Joined(person.FamilyName));
        var main = told.IsEmpty ? OfWhole(person.DisplayName) : told;
        if (!main.IsEmpty)
            yield return main;
        if (OfWhole(person.NameOtherScript) is { IsEmpty: false } other && other != main)
            yield return other;
    }

    /// <summary>A whole name: its first word is the given name, its last the family name.</summary>
    public static NameReading OfWhole(string? name)
    {
        var words = Words(name);
        return words.Count switch
        {
            0 => new("", ""),
            1 => new(words[0], ""),
            _ => new(words[0], words[^1]),
        };
    }

    private static string Joined(string? name) => string.Join(' ', Words(name));

    private static List<string> Words(string? name)
    {
        var words = new List<string>();
        var pending = "";
        var all = SearchText.Words(name);
        foreach (var word in all)
        {
            if (all.Length > 1 && (NameWords.SonOf.Contains(word) || NameWords.Honorifics.Contains(word)))
                continue;
            if (Articles.Contains(word) && all.Length > 1)
                continue;
            if (AbdForms.Contains(word))
            {
                pending = SearchText.IsArabic(word) ? "عبدال" : "abdul";
                continue;
            }
            words.Add(pending + (pending.Length > 0 ? WithoutArticle(word) : Even(WithoutArticle(word))));
            pending = "";
        }
        if (pending.Length > 0)
            words.Add(pending);
        return words;
    }

    private static string WithoutArticle(string word) =>
        word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal) ? word[2..] : word;

    // "Abdurrahman", "Abderrazak" and "Abdelrahman" are all "abdul" with the next word; the l is swallowed by some letters.
    private static string Even(string word)
    {
        if (word.Length < 7 || !word.StartsWith("abd", StringComparison.Ordinal) || word[3] is not ('u' or 'e' or 'a' or 'o'))
            return word;
        if (word[4] == 'l')
            return "abdul" + word[5..];
        return SunLetters.Contains(word.Substring(4, 2)) ? "abdul" + word[5..] : word;
    }
}

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>
/// The words of all names, each with the forms that it has when one letter is left out: two words are one edit apart when they share
/// such a form and differ by one letter put in, left out, changed, or exchanged with its neighbour.
/// </summary>
public static class NameVocabulary
{
    /// <summary>Shortest word that a typing error is looked for in.</summary>
    public const int ShortestWord = 4;

    private const int LongestWord = 30;
    private const int WordsAQuery = 200;

    /// <summary>Whether a folded word of a name belongs into the vocabulary: letters only, neither a stump nor a text without spaces.</summary>
    public static bool IsWord(string word) => word.Length is >= ShortestWord - 1 and <= LongestWord && word.All(char.IsLetter);

    /// <summary>All rows of the words.</summary>
    public static IEnumerable<NameWord> RowsOf(IEnumerable<string> words) =>
        words.Where(IsWord).Distinct(StringComparer.Ordinal).SelectMany(word => Deletions(word).Select(form => new NameWord { Deletion = form, Word = word }));

    /// <summary>The word and what is left of it without one of its letters.</summary>
    public static IReadOnlyCollection<string> Deletions(string word)
    {
        var forms = new HashSet<string>(StringComparer.Ordinal) { word };
        for (var i = 0; i < word.Length; i++)
            forms.Add(word.Remove(i, 1));
        return forms;
    }

    /// <summary>Adds the rows of the words that the vocabulary lacks, as part of the current write; words that others add meanwhile do no harm.</summary>
    public static async Task AddMissingAsync(CrmDb db, IEnumerable<string> words, CancellationToken cancel)
    {
        foreach (var some in words.Where(IsWord).Distinct(StringComparer.Ordinal).Chunk(WordsAQuery))
        {
            var known = await SearchQuery.KnownWords(db, some).ToListAsync(cancel);
            var rows = RowsOf(some.Except(known, StringComparer.Ordinal)).ToList();
            if (rows.Count > 0)
                await db.AddNameWordsAsync(rows, cancel);
        }
    }

    /// <summary>Takes away the words that no name has any more: what is left of erased people.</summary>
    public static async Task DropUnusedAsync(CrmDb db, IEnumerable<string> words, CancellationToken cancel)
    {
        foreach (var some in words.Distinct(StringComparer.Ordinal).Chunk(WordsAQuery))
        {
            await db.NameWords
                .Where(w => some.Contains(w.Word) && !db.SearchKeys.IgnoreQueryFilters().Any(k => k.Key == w.Word && k.Kind == SearchKeyKind.Name))
                .ExecuteDeleteAsync(cancel);
        }
    }

    /// <summary>Words of the vocabulary that are one edit away from a typed one; those that begin alike first.</summary>
    public static async Task<IReadOnlyList<string>> OneEditFromAsync(CrmDb db, string typed, int most, CancellationToken cancel)
    {
        if (typed.Length < ShortestWord || !IsWord(typed))
            return [];
        var words = await SearchQuery.WordsOf(db, Deletions(typed)).ToListAsync(cancel);
        return
        [
            .. words.Distinct(StringComparer.Ordinal).Where(w => w != typed && IsOneEdit(w, typed))
                .OrderByDescending(w => w[0] == typed[0]).ThenBy(w => Math.Abs(w.Length - typed.Length)).ThenBy(w => w, StringComparer.Ordinal).Take(most),
        ];
    }

    /// <summary>Whether one letter put in, left out or changed, or two neighbours exchanged, makes one word of the other.</summary>
    public static bool IsOneEdit(string a, string b)
    {
        if (a.Length < b.Length)
            (a, b) = (b, a);
        if (a.Length - b.Length > 1)
            return false;
        var same = 0;
        while (same < b.Length && a[same] == b[same])
            same++;
        if (a.Length > b.Length)
            return string.CompareOrdinal(a, same + 1, b, same, b.Length - same) == 0;
        if (same == a.Length)
            return false;
        var isChanged = string.CompareOrdinal(a, same + 1, b, same + 1, a.Length) == 0;
        return isChanged || (same + 1 < a.Length && a[same] == b[same + 1] && a[same + 1] == b[same]
            && string.CompareOrdinal(a, same + 2, b, same + 2, a.Length) == 0);
    }
}

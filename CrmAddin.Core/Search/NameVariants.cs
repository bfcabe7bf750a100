namespace CrmAddin.Core.Search;

/// <summary>Other spellings of a name's word, in both scripts, from the table that ships with the product.</summary>
public static class NameVariants
{
    private static readonly Dictionary<string, string[]> Table = Read();
    private static readonly string[] Words = [.. Table.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Spellings of a folded word besides itself, commonest first; none for a word that is not in the table.</summary>
    public static IReadOnlyList<string> Of(string word) => Table.GetValueOrDefault(word) ?? [];

    /// <summary>Spellings of the words of the table that begin with a text, besides those that begin with it themselves; in binary order of the words.</summary>
    public static IEnumerable<string> OfWordsStartingWith(string prefix)
    {
        var first = Array.BinarySearch(Words, prefix, StringComparer.Ordinal);
        return Words.Skip(first < 0 ? ~first : first).TakeWhile(w => w.StartsWith(prefix, StringComparison.Ordinal)).SelectMany(w => Table[w])
            .Where(w => !w.StartsWith(prefix, StringComparison.Ordinal)).Distinct(StringComparer.Ordinal);
    }

    private static Dictionary<string, string[]> Read()
    {
        using var stream = typeof(NameVariants).Assembly.GetManifestResourceStream("CrmAddin.Core.Search.NameVariants.txt")!;
        using var reader = new StreamReader(stream);
        var table = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var spellings = SearchText.Words(line);
            foreach (var word in spellings)
            {
                // "said" is a spelling of two names: both rows hold for it.
                if (!table.TryGetValue(word, out var others))
                    table[word] = others = new(StringComparer.Ordinal);
                others.UnionWith(spellings.Where(s => s != word));
            }
        }
        return table.ToDictionary(t => t.Key, t => t.Value.ToArray(), StringComparer.Ordinal);
    }
}

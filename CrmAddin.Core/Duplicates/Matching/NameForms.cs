using CrmAddin.Core.Search;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>Names that are written differently and mean the same: spellings across scripts and short names, from the shipped tables.</summary>
public static class NameForms
{
    private static readonly Dictionary<string, int[]> Rows = Read();

    /// <summary>The rows of the tables that hold a folded word; two words that share a row are forms of one name.</summary>
    public static ReadOnlySpan<int> RowsOf(string word) => Rows.GetValueOrDefault(word);

    /// <summary>Whether two sets of rows share one.</summary>
    public static bool ShareRow(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        foreach (var row in a)
        {
            if (b.Contains(row))
                return true;
        }
        return false;
    }

    private static Dictionary<string, int[]> Read()
    {
        var rows = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var row = 0;
        foreach (var table in new[] { "CrmAddin.Core.Search.NameVariants.txt", "CrmAddin.Core.Duplicates.Nicknames.txt" })
        {
            using var reader = new StreamReader(typeof(NameForms).Assembly.GetManifestResourceStream(table)!);
            while (reader.ReadLine() is { } line)
            {
                if (line.StartsWith('#'))
                    continue;
                row++;
                foreach (var word in SearchText.Words(line).Distinct())
                {
                    if (!rows.TryGetValue(word, out var of))
                        rows[word] = of = [];
                    of.Add(row);
                }
            }
        }
        return rows.ToDictionary(r => r.Key, r => r.Value.ToArray(), StringComparer.Ordinal);
    }
}

using CrmAddin.Core.Search;

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>How two words of a name compare, from worst to best.</summary>
public enum NameLevel
{
    /// <summary>Different names.</summary>
    Different,
    /// <summary>One is the other's initial.</summary>
    Initial,
    /// <summary>Alike in part: Jaro-Winkler of 0.8, or one of several names.</summary>
    Similar,
    /// <summary>One slip: one edit, or Jaro-Winkler of 0.92.</summary>
    Slip,
    /// <summary>The same consonants, across scripts too.</summary>
    SoundsAlike,
    /// <summary>Two forms of one name by the tables: محمد and Mohamed, Robert and Bob.</summary>
    Variant,
    /// <summary>The same word.</summary>
    Same,
}

/// <summary>Each different word of names once, with what comparing it needs.</summary>
internal sealed class NameWordPool
{
    private const double SlipLikeness = 0.92;
    private const double SimilarLikeness = 0.8;
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly List<Word> _words = [new("", "", "", [], false, [])];

    /// <summary>Key of a word; 0 for none.</summary>
    public int Add(string text)
    {
        if (text.Length == 0)
            return 0;
        if (_byText.TryGetValue(text, out var known))
            return known;
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var compact = parts.Length == 1 ? text : string.Concat(parts);
        _words.Add(new(compact, NameSkeleton.Of(WithoutSilentEnd(compact)), SpokenForm.Of(compact), RowsOf(parts, compact), SearchText.IsArabic(compact), parts.Length > 1 ? parts : []));
        return _byText[text] = _words.Count - 1;
    }

    /// <summary>The word without its spaces.</summary>
    public string Text(int word) => _words[word].Text;

    /// <summary>Its consonants, or itself where it has fewer than two.</summary>
    public string BlockKey(int word) => _words[word].Skeleton.Length >= 2 ? _words[word].Skeleton : _words[word].Text;

    /// <summary>Rows of the tables of forms that it stands in.</summary>
    public ReadOnlySpan<int> Rows(int word) => _words[word].Rows;

    /// <summary>First part of a name of several words; the word itself else.</summary>
    public string FirstPart(int word) => _words[word].Parts.Length > 0 ? _words[word].Parts[0] : _words[word].Text;

    /// <summary>How two words compare; null where one is missing.</summary>
    public NameLevel? Compare(int a, int b)
    {
        if (a == 0 || b == 0)
            return null;
        if (a == b)
            return NameLevel.Same;
        var (x, y) = (_words[a], _words[b]);
        if (x.Text == y.Text)
            return NameLevel.Same;
        if (NameForms.ShareRow(x.Rows, y.Rows))
            return NameLevel.Variant;
        if (x.Text.Length == 1 || y.Text.Length == 1)
            return x.Text[0] == y.Text[0] ? NameLevel.Initial : NameLevel.Different;
        if (x.IsArabic != y.IsArabic)
            return AcrossScripts(x, y);
        return SharesPart(x, y) ? NameLevel.Similar : InOneScript(x, y);
    }

    private static NameLevel AcrossScripts(Word x, Word y)
    {
        if (x.Skeleton.Length < 2 || y.Skeleton.Length < 2 || (x.Rows.Length > 0 && y.Rows.Length > 0))
            return NameLevel.Different;
        if (x.Skeleton == y.Skeleton)
            return NameLevel.SoundsAlike;
        return Math.Min(x.Skeleton.Length, y.Skeleton.Length) >= 4 && TextLikeness.Edits(x.Skeleton, y.Skeleton, 1) == 1 ? NameLevel.Similar : NameLevel.Different;
    }

    private static NameLevel InOneScript(Word x, Word y)
    {
        // Two names of the tables are known to be different names, however alike they are written.
        if (x.Rows.Length > 0 && y.Rows.Length > 0)
            return NameLevel.Different;
        var likeness = TextLikeness.JaroWinkler(x.Text, y.Text);
        if (x.Skeleton.Length >= 2 && x.Skeleton == y.Skeleton && (likeness >= SimilarLikeness || x.Spoken == y.Spoken))
            return NameLevel.SoundsAlike;
        var least = Math.Min(x.Text.Length, y.Text.Length);
        if (least >= 3 && (likeness >= SlipLikeness || TextLikeness.Edits(x.Text, y.Text, 1) == 1))
            return NameLevel.Slip;
        return likeness >= SimilarLikeness ? NameLevel.Similar : NameLevel.Different;
    }

    private static bool SharesPart(Word x, Word y)
    {
        if (x.Parts.Length == 0 && y.Parts.Length == 0)
            return false;
        var (of, among) = (x.Parts.Length > 0 ? x.Parts : [x.Text], y.Parts.Length > 0 ? y.Parts : [y.Text]);
        return of.Any(part => part.Length >= 3 && among.Contains(part));
    }

    // The ending of حمزة is written "Hamza" or "Hamzah" and never spoken as a consonant.
    private static string WithoutSilentEnd(string word) =>
        word.Length > 3 && (word.EndsWith("ah", StringComparison.Ordinal) || word.EndsWith("eh", StringComparison.Ordinal) || word.EndsWith('ه')) ? word[..^1] : word;

    private static int[] RowsOf(string[] parts, string compact) =>
        parts.Length == 1 ? NameForms.RowsOf(compact).ToArray() : [.. NameForms.RowsOf(compact), .. NameForms.RowsOf(parts[0])];

    private sealed record Word(string Text, string Skeleton, string Spoken, int[] Rows, bool IsArabic, string[] Parts);
}

namespace CrmAddin.Core.Search;

/// <summary>A piece of a text, marked where it is what was found.</summary>
/// <param name="Text">The piece as it stands in the text.</param>
/// <param name="IsHit">Whether it was found.</param>
public readonly record struct MarkedPiece(string Text, bool IsHit);

/// <summary>Which part of a name, address or number was found, in the spelling and script that it stands in.</summary>
public static class HitMarks
{
    /// <summary>A text of words, with those marked that the matches hit: the beginning that was typed, or the whole word where it is spelled differently.</summary>
    public static IReadOnlyList<MarkedPiece> OfWords(string text, IEnumerable<TermMatch> matches)
    {
        var wanted = matches.ToList();
        var marks = new bool[text.Length];
        foreach (var (start, length) in WordsOf(text))
        {
            var word = text.Substring(start, length);
            var marked = wanted.Select(m => MarkedLength(word, m)).Where(m => m.Length > 0).OrderByDescending(m => m.Length).FirstOrDefault();
            marks.AsSpan(start + marked.Start, marked.Length).Fill(true);
        }
        return Pieces(text, marks);
    }

    /// <summary>An address, with the typed part of it marked.</summary>
    public static IReadOnlyList<MarkedPiece> OfAddress(string address, string typed)
    {
        var marks = new bool[address.Length];
        var at = typed.Length == 0 ? -1 : address.IndexOf(typed, StringComparison.OrdinalIgnoreCase);
        if (at >= 0)
            marks.AsSpan(at, typed.Length).Fill(true);
        return Pieces(address, marks);
    }

    /// <summary>A number as it is shown, with the typed digits marked, wherever signs stand between them.</summary>
    public static IReadOnlyList<MarkedPiece> OfNumber(string shown, string digits, bool isFromTheEnd)
    {
        var places = Enumerable.Range(0, shown.Length).Where(i => char.IsDigit(shown[i])).ToList();
        var all = SearchText.Digits(shown);
        var at = isFromTheEnd ? all.LastIndexOf(digits, StringComparison.Ordinal) : all.IndexOf(digits, StringComparison.Ordinal);
        if (at < 0 && digits.StartsWith('0'))
            (digits, at) = (digits.TrimStart('0'), all.IndexOf(digits.TrimStart('0'), StringComparison.Ordinal));
        var marks = new bool[shown.Length];
        if (at >= 0 && digits.Length > 0 && places.Count == all.Length)
            marks.AsSpan(places[at], places[at + digits.Length - 1] - places[at] + 1).Fill(true);
        return Pieces(shown, marks);
    }

    // Where in the word the hit stands: after an article that is joined with it, as far as was typed.
    private static (int Start, int Length) MarkedLength(string word, TermMatch match)
    {
        var folded = SearchText.Compact(word);
        if (folded.Length == 0)
            return default;
        switch (match.Kind)
        {
            case SearchKeyKind.ArabicSkeleton or SearchKeyKind.LatinSkeleton:
                var bare = ContactKeys.WithoutArticle(folded);
                return match.Key[1..] == NameSkeleton.Of(bare) && SearchText.IsArabic(word) == (match.Kind == SearchKeyKind.ArabicSkeleton) ? (0, word.Length) : default;
            case SearchKeyKind.Name or SearchKeyKind.Account or SearchKeyKind.Tag or SearchKeyKind.Custom:
                if (match.Quality is MatchQuality.OneEdit or MatchQuality.Spelling or MatchQuality.OtherScript)
                    return folded == match.Key || ContactKeys.WithoutArticle(folded) == match.Key ? (0, word.Length) : default;
                if (folded.StartsWith(match.Typed, StringComparison.Ordinal))
                    return (0, OriginalLength(word, folded, match.Typed.Length));
                var article = folded.Length - ContactKeys.WithoutArticle(folded).Length;
                if (!folded[article..].StartsWith(match.Typed, StringComparison.Ordinal))
                    return default;
                var start = OriginalLength(word, folded, article);
                return (start, OriginalLength(word, folded, article + match.Typed.Length) - start);
            default:
                return default;
        }
    }

    // The shortest beginning of the word that folds to so many letters, with the marks that stand on its last letter.
    private static int OriginalLength(string word, string folded, int foldedLength)
    {
        if (word.Length == folded.Length)
            return foldedLength;
        var length = 0;
        while (length < word.Length && SearchText.Compact(word[..length]).Length < foldedLength)
            length++;
        while (length < word.Length && char.GetUnicodeCategory(word[length]) == System.Globalization.UnicodeCategory.NonSpacingMark)
            length++;
        return length;
    }

    private static IEnumerable<(int Start, int Length)> WordsOf(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var isLetter = i < text.Length && (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || text[i] is '\'' or '\u2019' or '\u0640'
                || char.GetUnicodeCategory(text[i]) == System.Globalization.UnicodeCategory.NonSpacingMark);
            if (isLetter && start < 0)
                start = i;
            if (isLetter || start < 0)
                continue;
            yield return (start, i - start);
            start = -1;
        }
    }

    private static List<MarkedPiece> Pieces(string text, bool[] marks)
    {
        var pieces = new List<MarkedPiece>();
        for (var start = 0; start < text.Length;)
        {
            var end = start + 1;
            while (end < text.Length && marks[end] == marks[start])
                end++;
            pieces.Add(new(text[start..end], marks[start]));
            start = end;
        }
        return pieces;
    }
}

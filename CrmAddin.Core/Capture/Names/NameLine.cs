using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>Whether a line, or its first part, is a person's name.</summary>
internal static class NameLine
{
    private const int LongestName = 60;
    private static readonly string[] PartBreaks = [" | ", "|", " - ", " – ", " — ", ", ", "، ", " • ", " · ", "\t", "  ", " (", " and ", " & ", " و "];

    /// <summary>Whether the text could be a name by its form alone: a few capitalised (or Arabic) words, none of them a common one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="anyCase">Whether small letters will do, where something else speaks for a name.</param>
    internal static bool LooksLikeName(string text, bool anyCase = false)
    {
        var trimmed = Bare(text);
        if (trimmed.Length is 0 or > LongestName || !trimmed.All(IsNameCharacter))
            return false;
        if (PersonName.Parse(trimmed).Display is not { } name)
            return false;
        // The reading repairs capitals; whether it is a name is judged by the capitals that were written.
        var start = trimmed.IndexOf(name.Split(' ')[0], StringComparison.OrdinalIgnoreCase);
        var words = (start < 0 ? trimmed : trimmed[start..]).Split([' ', ',', '،'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length > 6 || !words.Any(word => word.Count(char.IsLetter) >= 2))
            return false;
        return Array.TrueForAll(words, word => IsNameWord(word, anyCase));
    }

    /// <summary>The name that the line begins with and that shares a word with the writer's own; null when it does not.</summary>
    internal static string? OfWriter(string line, SenderName writer)
    {
        if (writer.Words.Count == 0 || line.Length > 160)
            return null;
        var part = FirstPart(line);
        if (LooksLikeName(part, anyCase: true) && Shares(part, writer))
            return Bare(part);
        var whole = Bare(line);
        return whole.Length <= LongestName && LooksLikeName(whole, anyCase: true) && Shares(whole, writer) ? whole : null;
    }

    /// <summary>The line up to its first separator.</summary>
    internal static string FirstPart(string line)
    {
        var text = Bare(line);
        var end = PartBreaks.Select(mark => text.IndexOf(mark, StringComparison.Ordinal)).Where(at => at > 0).DefaultIfEmpty(text.Length).Min();
        return text[..end].Trim();
    }

    /// <summary>Whether two names can be the same person's: a word in common, or one run together out of the other's words.</summary>
    internal static bool Shares(string name, SenderName writer)
    {
        var words = PersonName.ComparableWords(name);
        if (words.Any(word => writer.Words.Any(own => Same(word, own))))
            return true;
        if (words.Count == 0)
            return false;
        // "JohnAnderson" for John Anderson; "jsmith" for John Smith.
        var together = string.Concat(words);
        var initialAndLast = words.Count > 1 ? $"{words[0][0]}{words[^1]}" : together;
        return writer.Words.Any(own => own.Length > 3 && (own == together || own == initialAndLast))
            || words.Count == 1 && writer.Words.Any(own => own.Length >= 5 && together.EndsWith(own, StringComparison.Ordinal))
            || writer.Words.Count > 1 && together.Length > 5 && writer.Words.Where(own => together.Contains(own, StringComparison.Ordinal)).Sum(own => own.Length) >= together.Length;
    }

    private static bool Same(string a, string b) =>
        a == b || Math.Min(a.Length, b.Length) >= 3 && (a.StartsWith(b, StringComparison.Ordinal) || b.StartsWith(a, StringComparison.Ordinal));

    private static string Bare(string text) => text.Trim().Trim('*', '_', '~', '-', '–', '—', '=', '"', '\'', '>', '.', ',', '،', '!', ' ', '\t', '\u200F', '\u200E', '\u202A', '\u202B', '\u202C').Trim();

    private static bool IsNameCharacter(char c) =>
        char.IsLetter(c) || c is ' ' or '.' or '\'' or '’' or '-' or '‑' or ',' or '،' or '/' or '\u00A0' or '"' or '“' or '”' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Format || c == 'ـ';

    private static bool IsNameWord(string word, bool anyCase)
    {
        var folded = TextFolding.Fold(word).Trim('.', ',');
        if (folded.Length == 0 || NameWords.NeverNames.Contains(folded) && !NameWords.FamilyParticles.Contains(folded))
            return false;
        var first = word.FirstOrDefault(char.IsLetter);
        var isParticle = NameWords.FamilyParticles.Contains(folded) || NameWords.SonOf.Contains(folded);
        return isParticle || anyCase || char.IsUpper(first) || char.GetUnicodeCategory(first) == System.Globalization.UnicodeCategory.OtherLetter;
    }
}

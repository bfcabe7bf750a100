using System.Globalization;
using CrmAddin.Core.Capture.Text;

namespace CrmAddin.Core.Capture.Names;

/// <summary>Takes a written name apart.</summary>
internal static class PersonName
{
    /// <summary>The parts of a name as written, "Last, First" and titles of address included; unknown when nothing is left.</summary>
    internal static ProposedName Parse(string written)
    {
        var (family, rest) = SplitAtComma(written);
        var tokens = Tokens(rest);
        var honorific = TakeHonorifics(tokens);
        var generation = TakeSuffixes(tokens);
        if (family is null)
            return Build(tokens, generation, honorific);

        var familyTokens = Tokens(family);
        honorific ??= TakeHonorifics(familyTokens);
        generation ??= TakeSuffixes(familyTokens);
        if (tokens.Count == 0)
            return Build(familyTokens, generation, honorific);
        var givenNames = Cased(tokens);
        var familyName = string.Join(' ', Cased(familyTokens));
        return Named([.. givenNames, familyName], givenNames[0], familyName, generation, honorific);
    }

    /// <summary>The words of a name, folded, without titles, degrees and single letters: what two spellings are compared by.</summary>
    internal static IReadOnlyList<string> ComparableWords(string? written)
    {
        if (string.IsNullOrWhiteSpace(written))
            return [];
        var words = TextFolding.Words(written.Replace('.', ' ').Replace('_', ' '))
            .Where(word => word.Length > 1 && !word.Contains('@', StringComparison.Ordinal) && !word.Any(char.IsAsciiDigit));
        return [.. words.Where(word => !NameWords.Honorifics.Contains(word) && !NameWords.Suffixes.Contains(word)).Select(WithoutArticle)];
    }

    private static string WithoutArticle(string word)
    {
        if (word.Length > 4 && word.StartsWith("ال", StringComparison.Ordinal))
            return word[2..];
        return word.Length > 5 && (word.StartsWith("al-", StringComparison.Ordinal) || word.StartsWith("el-", StringComparison.Ordinal)) ? word[3..] : word;
    }

    private static (string? Family, string Remainder) SplitAtComma(string written)
    {
        var comma = written.IndexOfAny([',', '،']);
        if (comma < 0)
            return (null, written);
        var (before, after) = (written[..comma].Trim(), written[(comma + 1)..].Trim());
        // "John Smith, PhD" is not "Last, First".
        var afterWords = TextFolding.Words(after);
        var isDegree = afterWords.Length == 0 || afterWords.All(word => NameWords.Suffixes.Contains(word));
        return isDegree ? (null, before + " " + after) : (before, after);
    }

    private static List<string> Tokens(string text) =>
        [.. text.Split([' ', '\t', '\u00A0', ','], StringSplitOptions.RemoveEmptyEntries).SelectMany(SplitHonorific).Where(token => token.Any(char.IsLetter) && token[0] != '/' && !IsNickname(token))];

    // William "Bill" Smith.
    private static bool IsNickname(string token) => token.Length > 2 && token[0] is '"' or '“' && token[^1] is '"' or '”' && token.Count(c => c is '"' or '“' or '”') == 2;

    // "م/أحمد", "د.محمد", "Dr.Ahmed": the title sticks to the name.
    private static IEnumerable<string> SplitHonorific(string token)
    {
        var at = token.LastIndexOfAny(['/', '.']);
        if (at > 0 && at < token.Length - 1 && NameWords.Honorifics.Contains(TextFolding.Fold(token[..at]).Trim('.')))
            return [token[..(at + 1)], token[(at + 1)..]];
        return [token.TrimEnd('/')];
    }

    private static string? TakeHonorifics(List<string> tokens)
    {
        var taken = 0;
        while (taken < tokens.Count && taken < 4 && IsHonorific(tokens[taken], isLastToken: taken == tokens.Count - 1))
            taken++;
        if (taken == 0)
            return null;
        var honorific = string.Join(' ', tokens.Take(taken).Select(token => token.TrimEnd('/', ',')));
        tokens.RemoveRange(0, taken);
        return honorific;
    }

    private static bool IsHonorific(string token, bool isLastToken)
    {
        var folded = TextFolding.Fold(token).Trim('/', ',', ' ');
        var isShort = folded.TrimEnd('.').Length == 1 || folded is "he" or "fr" or "he." or "fr.";
        // A lone Arabic letter is a title only where it is marked as an abbreviation or stands before a name.
        if (isShort && (isLastToken || !token.EndsWith('.') && !token.EndsWith('/') && !TextFolding.IsArabic(token)))
            return false;
        return !isLastToken && (NameWords.Honorifics.Contains(folded.TrimEnd('.')) || NameWords.Honorifics.Contains(folded));
    }

    private static string? TakeSuffixes(List<string> tokens)
    {
        string? generation = null;
        for (var i = tokens.Count - 1; i > 0; i--)
        {
            var folded = TextFolding.Fold(tokens[i]).Trim('.', '(', ')');
            if (!NameWords.Suffixes.Contains(folded))
                break;
            if (NameWords.Generations.Contains(folded))
                generation = tokens[i];
            tokens.RemoveAt(i);
        }

        // "McMichael Jr. Ed": a generation may stand in the middle where family names come first.
        var middle = tokens.FindIndex(1 <= tokens.Count ? 1 : 0, token => NameWords.Generations.Contains(TextFolding.Fold(token).Trim('.')) && token.Length > 1);
        if (middle > 0)
        {
            generation = tokens[middle];
            tokens.RemoveAt(middle);
        }

        return generation;
    }

    private static ProposedName Build(List<string> tokens, string? generation, string? honorific)
    {
        var words = JoinCompounds(Cased(tokens));
        if (words.Count == 0)
            return ProposedName.Unknown with { Honorific = null };
        if (words.Count == 1)
            return Named(words, words[0], null, generation, honorific);

        var family = words.Count - 1;
        while (family > 1 && NameWords.FamilyParticles.Contains(TextFolding.Fold(words[family - 1]).Trim('.')))
            family--;
        if (family > 1 && family == 2 && NameWords.SonOf.Contains(TextFolding.Fold(words[1])))
            family = 1;
        return Named(words, words[0], string.Join(' ', words.Skip(family)), generation, honorific);
    }

    private static ProposedName Named(IReadOnlyList<string> words, string given, string? family, string? generation, string? honorific) =>
        new(string.Join(' ', generation is null ? words : [.. words, generation]), given, family, honorific);

    private static List<string> JoinCompounds(List<string> words)
    {
        var joined = new List<string>();
        foreach (var word in words)
        {
            var folded = TextFolding.Fold(word);
            var before = joined.Count > 0 ? TextFolding.Fold(joined[^1]) : "";
            var lastOfBefore = before.Split(' ')[^1];
            var followsPrefix = NameWords.GivenPrefixes.Contains(lastOfBefore)
                || lastOfBefore is "al" or "el" && before.Split(' ') is [.., var first, _] && NameWords.GivenPrefixes.Contains(first);
            var isArticleAfterPrefix = folded is "al" or "el" && NameWords.GivenPrefixes.Contains(lastOfBefore);
            if (joined.Count > 0 && (followsPrefix || isArticleAfterPrefix || NameWords.GivenSuffixes.Contains(folded)))
                joined[^1] = $"{joined[^1]} {word}";
            else
                joined.Add(word);
        }

        return joined;
    }

    // "BERT MEYERS" and "bert meyers" become "Bert Meyers"; mixed case stays as the person writes it.
    private static List<string> Cased(List<string> tokens)
    {
        var cleaned = tokens.Select(token => token.Trim('"', '\'', '*', '_', '(', ')', '<', '>', ';', ':', '-', '–', '،')).Where(token => token.Length > 0).ToList();
        var letters = string.Concat(cleaned).Where(char.IsLetter).ToList();
        var isOneCase = letters.Count > 2 && (letters.TrueForAll(char.IsUpper) || letters.TrueForAll(char.IsLower));
        return isOneCase
            ? [.. cleaned.Select(token => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(token.ToLowerInvariant()))]
            : cleaned;
    }
}

using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>A contact found, with the reason.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="Kind">What was hit.</param>
/// <param name="Key">The key that was hit.</param>
/// <param name="Rank">Smaller is better.</param>
public sealed record ContactHit(long ContactId, SearchKeyKind Kind, string Key, int Rank);

/// <summary>Finds contacts as one types: names in both scripts, e-mails, phone digits from either end, account, tags.</summary>
public sealed class FindContacts(CrmDb db)
{
    private const int CandidatesPerScan = 200;
    private const int MostProbes = 5_000;
    private const int FewestDigitsFromTheEnd = 4;

    /// <summary>The best hits within what the context's reader sees, best first; none for a text without letters or digits.</summary>
    public async Task<IReadOnlyList<ContactHit>> RunAsync(string text, int limit, CancellationToken cancel)
    {
        var words = Words(text);
        if (words.Count == 0)
            return [];
        // "alnoor.ex" is the beginning of a domain, and "j.smith" may be two words of a name.
        var dotted = text.Trim().ToLowerInvariant();
        var candidates = words.Count > 1 && dotted.Contains('.', StringComparison.Ordinal) && !dotted.Any(char.IsWhiteSpace)
            ? await ScanAsync(dotted, CandidatesPerScan, cancel)
            : [];
        if (candidates.Count == 0)
        {
            candidates = words.Count == 1
                ? await ScanAsync(words[0], CandidatesPerScan, cancel)
                : await IntersectAsync(words, cancel);
        }
        return [.. candidates
            .GroupBy(h => h.ContactId)
            .Select(hits => hits.MinBy(h => h.Rank)!)
            .OrderBy(h => h.Rank).ThenBy(h => h.Key, StringComparer.Ordinal).ThenBy(h => h.ContactId)
            .Take(limit)];
    }

    // An address or a phone number is one word, whatever signs it holds.
    private static List<string> Words(string text)
    {
        var trimmed = text.Trim().ToLowerInvariant();
        if (trimmed.Contains('@', StringComparison.Ordinal) && !trimmed.Contains(' ', StringComparison.Ordinal))
            return [trimmed];
        var digits = SearchText.Digits(trimmed);
        var isNumber = digits.Length > 0 && trimmed.All(c => !char.IsLetter(c));
        return isNumber ? [digits] : [.. SearchText.Words(trimmed).Distinct().Take(6)];
    }

    private async Task<List<ContactHit>> IntersectAsync(List<string> words, CancellationToken cancel)
    {
        var counted = new List<(string Word, List<ContactHit> Hits)>();
        foreach (var word in words)
            counted.Add((word, await ScanAsync(word, 1_000, cancel)));
        var (rarest, driving) = counted.MinBy(c => c.Hits.Count);
        if (driving.Count >= 1_000)
            driving = await ScanAsync(rarest, MostProbes, cancel);

        var found = driving;
        foreach (var (word, hits) in counted.Where(c => c.Word != rarest))
        {
            var ranks = hits.Count < 1_000 ? BestRanks(hits) : await ProbeAsync(word, found, cancel);
            found = [.. found.Where(h => ranks.ContainsKey(h.ContactId)).Select(h => h with { Rank = h.Rank + ranks[h.ContactId] })];
        }
        return found;
    }

    private static Dictionary<long, int> BestRanks(IEnumerable<ContactHit> hits) =>
        hits.GroupBy(h => h.ContactId).ToDictionary(g => g.Key, g => g.Min(h => h.Rank));

    /// <summary>Which of the candidates the word hits too; one lookup by contact each, in blocks.</summary>
    private async Task<Dictionary<long, int>> ProbeAsync(string word, List<ContactHit> candidates, CancellationToken cancel)
    {
        var hits = new List<ContactHit>();
        foreach (var ids in candidates.Select(c => c.ContactId).Distinct().Chunk(500))
        {
            var keys = await db.SearchKeys.IgnoreQueryFilters().AsNoTracking().Where(k => ids.Contains(k.ContactId)).ToListAsync(cancel);
            foreach (var prefix in Prefixes(word))
                hits.AddRange(keys.Where(k => k.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(k => Ranked(k, word, prefix)).OfType<ContactHit>());
        }
        return BestRanks(hits);
    }

    private async Task<List<ContactHit>> ScanAsync(string word, int most, CancellationToken cancel)
    {
        var hits = new List<ContactHit>();
        foreach (var prefix in Prefixes(word))
        {
            foreach (var scope in SearchQuery.Scopes(db, prefix, db.Reader))
                hits.AddRange((await scope.Take(most).ToListAsync(cancel)).Select(k => Ranked(k, word, prefix)).OfType<ContactHit>());
        }
        return hits;
    }

    private static IEnumerable<string> Prefixes(string word)
    {
        yield return word;
        if (word.All(char.IsAsciiDigit))
        {
            if (word.Length >= FewestDigitsFromTheEnd)
                yield return ContactKeys.PhoneEndMark + ContactKeys.FromTheEnd(word);
            yield break;
        }
        if (word.Contains('@', StringComparison.Ordinal))
        {
            // "ahmed@" is typed by people who have the name and expect an address: the name is found as well.
            var local = SearchText.Compact(word[..word.IndexOf('@', StringComparison.Ordinal)]);
            if (word.EndsWith('@') && local.Length > 0)
                yield return local;
            yield break;
        }
        var skeleton = NameSkeleton.Of(word);
        if (skeleton.Length >= (word.Length > 2 ? 1 : 2))
            yield return ContactKeys.SkeletonMark + skeleton;
    }

    private static ContactHit? Ranked(SearchKey key, string word, string prefix)
    {
        var crossesScripts = key.Kind is SearchKeyKind.ArabicSkeleton or SearchKeyKind.LatinSkeleton;
        if (crossesScripts && (key.Kind == SearchKeyKind.LatinSkeleton) != SearchText.IsArabic(word))
            return null;
        var rank = key.Kind switch
        {
            SearchKeyKind.Name => 0,
            SearchKeyKind.Email or SearchKeyKind.Phone or SearchKeyKind.PhoneEnd => 10,
            SearchKeyKind.NameVariant => 20,
            SearchKeyKind.Account or SearchKeyKind.Tag => 30,
            _ => 40,
        };
        return new(key.ContactId, key.Kind, key.Key, rank + (key.Key.Length == prefix.Length ? 0 : 1));
    }
}

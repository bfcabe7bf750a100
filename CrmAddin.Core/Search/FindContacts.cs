using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>
/// Finds contacts as one types: names in both scripts, e-mails, phone digits from either end, account, tags, texts of custom fields.
/// The order is exact name, whole word, beginning of the name, beginning of another word, other spellings, one typing error;
/// among equals that of the keys. Work is bounded: a range scan of some hundred keys for each scope of the reader.
/// </summary>
public sealed class FindContacts(CrmDb db)
{
    private const int KeysAScan = 200;
    private const int MostCounted = 1_000;
    private const int MostProbes = 5_000;
    private const int FewHits = 5;
    private const int MostOneEditWords = 8;
    private const int MostSpellings = 4;

    // Of several words that all are common more are looked at than shown, so that the better ones are among them.
    private const int SpareCandidates = 2;

    /// <summary>The best hits within what the context's reader sees, best first; none for a text without letters or digits.</summary>
    public async Task<IReadOnlyList<ContactHit>> RunAsync(string text, int limit, CancellationToken cancel)
    {
        // One connection for all scans; the context would open and close it for each.
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            if (SearchTerm.AsDotted(text) is { } dotted && await FindAsync([dotted], limit, cancel) is { Count: > 0 } addresses)
                return addresses;
            var terms = SearchTerm.Of(text);
            return terms.Count == 0 ? [] : await FindAsync(terms, limit, cancel);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private async Task<IReadOnlyList<ContactHit>> FindAsync(IReadOnlyList<SearchTerm> terms, int limit, CancellationToken cancel)
    {
        var found = new Dictionary<long, ContactHit>();
        await AddNamesAsync(found, terms, cancel);
        if (terms.Count == 1)
            await AddOneTermAsync(found, terms[0], limit, cancel);
        else
            await AddAllTermsAsync(found, terms, limit, cancel);
        if (found.Values.Count(h => h.Matches.All(m => m.Quality <= MatchQuality.OtherStart)) < FewHits)
            await AddOneEditAsync(found, terms, limit, cancel);
        return [.. found.Values.OrderBy(h => h.Rank).ThenBy(h => h.Key, StringComparer.Ordinal).ThenBy(h => h.ContactId).Take(limit)];
    }

    /// <summary>People whose whole name begins with what was typed.</summary>
    private async Task AddNamesAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    {
        var typed = string.Join(' ', terms.Select(t => t.Typed));
        if (terms.All(t => t.IsNumber) || terms.Any(t => t.Typed.Contains('@', StringComparison.Ordinal) || t.Typed.Contains('.', StringComparison.Ordinal)))
            return;
        foreach (var scope in SearchQuery.NameScopes(db, KeyRange.StartingWith(typed), db.Reader))
        {
            foreach (var (id, name) in await scope.Take(KeysAScan).ToListAsync(cancel))
            {
                var words = name.Split(' ');
                var matches = terms.Select((t, i) => new TermMatch(t.Typed, SearchKeyKind.Name, words[i], words[i] == t.Typed ? MatchQuality.NameWhole : MatchQuality.NameStart)).ToList();
                Keep(found, new(id, SearchKeyKind.Name, words[0], name == typed ? 0 : RankOf(matches, isFirst: true), matches));
            }
        }
    }

    private async Task AddOneTermAsync(Dictionary<long, ContactHit> found, SearchTerm term, int limit, CancellationToken cancel)
    {
        foreach (var range in term.Ranges)
        {
            await ScanAsync(found, term, range, cancel);
            if (found.Count >= limit)
                return;
        }
        foreach (var spelling in NameVariants.Of(term.Typed).Where(v => SearchText.IsArabic(v) == SearchText.IsArabic(term.Typed)).Take(MostSpellings))
        {
            var spelled = term.WithSpelling(spelling);
            await ScanAsync(found, spelled, spelled.Ranges[0], cancel);
            if (found.Count >= limit)
                return;
        }
    }

    private async Task ScanAsync(Dictionary<long, ContactHit> found, SearchTerm term, KeyRange range, CancellationToken cancel)
    {
        foreach (var scope in SearchQuery.Scopes(db, range, db.Reader))
        {
            foreach (var hit in await scope.Take(KeysAScan).Select(k => new { k.ContactId, k.Kind, k.Key }).ToListAsync(cancel))
            {
                if (term.QualityOf(hit.Kind, hit.Key) is not { } quality)
                    continue;
                List<TermMatch> matches = [new(term.Typed, hit.Kind, hit.Key, quality)];
                Keep(found, new(hit.ContactId, hit.Kind, hit.Key, RankOf(matches, isFirst: false), matches));
            }
        }
    }

    private async Task AddAllTermsAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, int limit, CancellationToken cancel)
    {
        var rarest = await RarestAsync(terms, cancel);
        if (rarest is null)
            return;
        var others = terms.Where(t => t != rarest).ToList();
        var candidates = new HashSet<long>();
        foreach (var range in rarest.Ranges)
        {
            foreach (var scope in SearchQuery.Scopes(db, range, db.Reader))
                candidates.UnionWith(await SearchQuery.AnsweringToo(db, scope, others, MostProbes).Take(limit * SpareCandidates).Select(k => k.ContactId).ToListAsync(cancel));
            if (candidates.Count >= limit)
                break;
        }
        if (candidates.Count == 0)
            return;
        var keys = await SearchQuery.OfContacts(db, candidates).Select(k => new { k.ContactId, k.Kind, k.Key }).ToListAsync(cancel);
        foreach (var contact in keys.GroupBy(k => k.ContactId))
        {
            var matches = terms.Select(t => BestOf(t, contact.Select(k => (k.Kind, k.Key)))).OfType<TermMatch>().ToList();
            if (matches.Count == terms.Count)
                Keep(found, new(contact.Key, matches[0].Kind, matches[0].Key, RankOf(matches, isFirst: false), matches));
        }
    }

    private static TermMatch? BestOf(SearchTerm term, IEnumerable<(SearchKeyKind Kind, string Key)> keys) => keys
        .Select(k => term.QualityOf(k.Kind, k.Key) is { } quality ? new TermMatch(term.Typed, k.Kind, k.Key, quality) : null)
        .OfType<TermMatch>().OrderBy(m => m.Quality).ThenBy(m => m.Key, StringComparer.Ordinal).FirstOrDefault();

    /// <summary>The term that fewest keys answer; null when one has none at all.</summary>
    private async Task<SearchTerm?> RarestAsync(IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    {
        SearchTerm? rarest = null;
        var fewest = int.MaxValue;
        foreach (var term in terms)
        {
            var keys = 0;
            foreach (var range in term.Ranges)
            {
                foreach (var scope in SearchQuery.Scopes(db, range, db.Reader))
                    keys += keys < fewest ? await scope.Take(MostCounted).CountAsync(cancel) : 0;
            }
            if (keys == 0)
                return null;
            if (keys < fewest)
                (rarest, fewest) = (term, keys);
        }
        return rarest;
    }

    private async Task AddOneEditAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, int limit, CancellationToken cancel)
    {
        foreach (var (term, place) in terms.Select((t, i) => (t, i)))
        {
            foreach (var word in await NameVocabulary.OneEditFromAsync(db, term.Typed, MostOneEditWords / terms.Count, cancel))
            {
                if (found.Count >= limit)
                    return;
                var edited = term.WithOneEdit(word);
                if (terms.Count == 1)
                    await ScanAsync(found, edited, edited.Ranges[0], cancel);
                else
                    await AddAllTermsAsync(found, [.. terms.Select((t, i) => i == place ? edited : t)], limit, cancel);
            }
        }
    }

    private static void Keep(Dictionary<long, ContactHit> found, ContactHit hit)
    {
        if (!found.TryGetValue(hit.ContactId, out var known)
            || hit.Rank < known.Rank || (hit.Rank == known.Rank && string.CompareOrdinal(hit.Key, known.Key) < 0))
            found[hit.ContactId] = hit;
    }

    // The worst term decides, then how many are bad, then whether the name itself begins with what was typed.
    private static int RankOf(List<TermMatch> matches, bool isFirst) =>
        1 + ((((int)matches.Max(m => m.Quality) * 100) + matches.Sum(m => (int)m.Quality)) * 2) + (isFirst ? 0 : 1);
}

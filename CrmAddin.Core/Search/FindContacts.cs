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
    private const int MostCounted = 1_500;
    private const int MostLooks = 2_000;
    private const int MostLooksForOneEdit = 600;
    private const int MostNames = 20_000;
    private const int FewHits = 5;
    private const int MostOneEditWords = 8;
    private const int MostSpellings = 4;
    private const int FewestLettersOfSpelling = 3;
    private const int FewEnough = 100;

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
        else if (found.Count < limit)
            await AddSeveralTermsAsync(found, terms, limit, cancel);
        if (found.Values.Count(h => h.Matches.All(m => m.Quality <= MatchQuality.OtherStart)) < FewHits)
            await AddOneEditAsync(found, terms, limit, cancel);
        return [.. found.Values.OrderBy(h => h.Rank).ThenBy(h => h.Key, StringComparer.Ordinal).ThenBy(h => h.ContactId).Take(limit)];
    }

    /// <summary>People whose name begins with the first word and holds the others: what is typed of a name in its own order.</summary>
    private async Task AddNamesAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    {
        if (terms.Any(t => t.IsNumber || t.Typed.Contains('@', StringComparison.Ordinal) || t.Typed.Contains('.', StringComparison.Ordinal)))
            return;
        var typed = string.Join(' ', terms.Select(t => t.Typed));
        foreach (var scope in SearchQuery.NameScopes(db, KeyRange.StartingWith(terms[0].Typed), db.Reader))
        {
            var names = terms.Count == 1 ? scope : SearchQuery.HoldingWords(scope, terms.Skip(1).Select(t => t.Typed), MostNames);
            foreach (var contact in await names.Select(c => new { c.Id, c.SortKey }).Take(KeysAScan).ToListAsync(cancel))
            {
                var words = contact.SortKey.Split(' ');
                var matches = terms.Select((t, i) => MatchOf(t, i == 0 ? words[..1] : words[1..])).ToList();
                var isFirst = contact.SortKey.StartsWith(typed, StringComparison.Ordinal);
                Keep(found, new(contact.Id, SearchKeyKind.Name, matches[0].Key, contact.SortKey == typed ? 0 : RankOf(matches, isFirst), matches));
            }
        }
    }

    private static TermMatch MatchOf(SearchTerm term, string[] words)
    {
        var key = words.SelectMany(w => new[] { w, ContactKeys.WithoutArticle(w) }).First(w => w.StartsWith(term.Typed, StringComparison.Ordinal));
        return new(term.Typed, SearchKeyKind.Name, key, key == term.Typed ? MatchQuality.NameWhole : MatchQuality.NameStart);
    }

    private async Task AddOneTermAsync(Dictionary<long, ContactHit> found, SearchTerm term, int limit, CancellationToken cancel)
    {
        // What is typed itself comes first, then the name in other spellings, then what sounds alike.
        await ScanAsync(found, term, term.Ranges[0], cancel);
        foreach (var spelled in SpellingsOf(term))
        {
            if (found.Count >= limit)
                return;
            await ScanAsync(found, spelled, spelled.Ranges[0], cancel);
        }
        foreach (var range in term.Ranges.Skip(1))
        {
            if (found.Count >= limit)
                return;
            await ScanAsync(found, term, range, cancel);
        }
    }

    private static IEnumerable<SearchTerm> SpellingsOf(SearchTerm term) =>
        term.Typed.Length < FewestLettersOfSpelling ? [] : NameVariants.OfWordsStartingWith(term.Typed).Take(MostSpellings).Select(term.WithSpelling);

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

    // Several words are mostly of one name: domains are looked at when no name has them all.
    private async Task AddSeveralTermsAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, int limit, CancellationToken cancel)
    {
        await AddAllTermsAsync(found, [.. terms.Select(t => t.WithoutDomains())], MostLooks, limit, cancel);
        if (found.Count == 0)
            await AddAllTermsAsync(found, terms, MostLooks, limit, cancel);
    }

    private async Task AddAllTermsAsync(Dictionary<long, ContactHit> found, IReadOnlyList<SearchTerm> terms, int looks, int limit, CancellationToken cancel)
    {
        var (rarest, keys) = await RarestAsync(terms, cancel);
        var others = terms.Where(t => t != rarest).ToList();
        var looksAKey = others.Sum(t => t.Ranges.Count);
        var candidates = new HashSet<long>();
        foreach (var (range, scope, counted) in keys)
        {
            if (candidates.Count >= limit || looks < looksAKey || counted == 0)
                continue;
            var scan = SearchQuery.Scopes(db, range, db.Reader).ElementAt(scope);
            var end = counted >= MostCounted || counted * looksAKey > looks ? await EndOfScanAsync(scan, looks / looksAKey, cancel) : null;
            looks -= Math.Min(counted * looksAKey, looks);
            foreach (var some in end is null ? [scan] : SearchQuery.UpTo(db, range, scope, end.Value))
                candidates.UnionWith(await SearchQuery.AnsweringToo(db, some, others).Select(k => k.ContactId).Take(limit).ToListAsync(cancel));
        }
        if (candidates.Count == 0)
            return;
        var matches = candidates.ToDictionary(id => id, _ => new List<TermMatch>(terms.Count));
        foreach (var term in terms)
        {
            foreach (var contact in (await SearchQuery.OfContacts(db, candidates, term).Select(k => new { k.ContactId, k.Kind, k.Key }).ToListAsync(cancel)).GroupBy(k => k.ContactId))
            {
                if (BestOf(term, contact.Select(k => (k.Kind, k.Key))) is { } best)
                    matches[contact.Key].Add(best);
            }
        }
        foreach (var (id, ofTerms) in matches.Where(m => m.Value.Count == terms.Count))
            Keep(found, new(id, ofTerms[0].Kind, ofTerms[0].Key, RankOf(ofTerms, isFirst: false), ofTerms));
    }

    private static TermMatch? BestOf(SearchTerm term, IEnumerable<(SearchKeyKind Kind, string Key)> keys) => keys
        .Select(k => term.QualityOf(k.Kind, k.Key) is { } quality ? new TermMatch(term.Typed, k.Kind, k.Key, quality) : null)
        .OfType<TermMatch>().OrderBy(m => m.Quality).ThenBy(m => m.Key, StringComparer.Ordinal).FirstOrDefault();

    private static async Task<ScanEnd?> EndOfScanAsync(IQueryable<SearchKey> scan, int keys, CancellationToken cancel)
    {
        var end = await scan.Skip(keys).Select(k => new { k.Key, k.Kind, k.ContactId }).FirstOrDefaultAsync(cancel);
        return end is null ? null : new ScanEnd(end.Key, end.Kind, end.ContactId);
    }

    /// <summary>
    /// The term that fewest keys answer, with the number of keys in each range and scope, as far as they were counted. Longer words are
    /// rarer and so are counted first.
    /// </summary>
    private async Task<(SearchTerm Term, IReadOnlyList<(KeyRange Range, int Scope, int Counted)> Keys)> RarestAsync(IReadOnlyList<SearchTerm> terms, CancellationToken cancel)
    {
        (SearchTerm Term, List<(KeyRange, int, int)> Keys)? rarest = null;
        var fewest = int.MaxValue;
        foreach (var term in terms.OrderByDescending(t => t.IsOneEdit).ThenByDescending(t => t.Typed.Length))
        {
            var (scans, keys) = (new List<(KeyRange, int, int)>(), 0);
            foreach (var range in term.Ranges)
            {
                var scope = 0;
                foreach (var scan in SearchQuery.Scopes(db, range, db.Reader))
                {
                    var counted = keys < fewest ? await scan.Take(MostCounted).CountAsync(cancel) : 0;
                    scans.Add((range, scope++, counted));
                    keys += counted;
                }
            }
            if (keys < fewest)
                (rarest, fewest) = ((term, scans), keys);
            if (fewest < FewEnough)
                break;
        }
        return (rarest!.Value.Term, rarest.Value.Keys);
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
                    await AddAllTermsAsync(found, [.. terms.Select((t, i) => i == place ? edited : t)], MostLooksForOneEdit, limit, cancel);
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

using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>
/// Range scans over the search keys and the names, in index order: the one shape that stays fast on every engine. Each is held to its
/// scope by the index itself, and to the reader again where the contacts are read.
/// </summary>
public static class SearchQuery
{
    /// <summary>Contacts that have no keys, in the order of their keys in the store, with all that keys are made of.</summary>
    public static IQueryable<Contact> WithoutKeys(CrmDb db, long after, int limit) =>
        db.Contacts.AsNoTracking().Where(c => c.Id > after && !db.SearchKeys.IgnoreQueryFilters().Any(k => k.ContactId == c.Id)).OrderBy(c => c.Id).Take(limit)
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.CustomValues).Include(c => c.Account).Include(c => c.Lookups).ThenInclude(l => l.LookupItem);

    /// <summary>Keys of every contact in a range; for readers who see all.</summary>
    public static IQueryable<SearchKey> All(CrmDb db, KeyRange range)
    {
        var (from, below) = range;
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => string.Compare(k.Key, from) >= 0 && string.Compare(k.Key, below) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.Kind).ThenBy(k => k.ContactId);
    }

    /// <summary>Keys of a team's contacts in a range.</summary>
    public static IQueryable<SearchKey> OfTeam(CrmDb db, KeyRange range, long teamId)
    {
        var (from, below) = range;
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => k.TeamId == teamId && string.Compare(k.Key, from) >= 0 && string.Compare(k.Key, below) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.Kind).ThenBy(k => k.ContactId);
    }

    /// <summary>Keys of a user's own contacts in a range.</summary>
    public static IQueryable<SearchKey> OfOwner(CrmDb db, KeyRange range, long ownerId)
    {
        var (from, below) = range;
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => k.OwnerId == ownerId && string.Compare(k.Key, from) >= 0 && string.Compare(k.Key, below) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.Kind).ThenBy(k => k.ContactId);
    }

    /// <summary>One range scan for each scope of a reader.</summary>
    public static IEnumerable<IQueryable<SearchKey>> Scopes(CrmDb db, KeyRange range, Reader reader)
    {
        if (reader.SeesAll)
            return [All(db, range)];
        var scopes = reader.TeamIds.Select(team => OfTeam(db, range, team));
        return reader.UserId is { } user ? scopes.Append(OfOwner(db, range, user)) : scopes;
    }

    /// <summary>Those keys whose contact answers all the other terms too, in the same order.</summary>
    internal static IQueryable<SearchKey> AnsweringToo(CrmDb db, IQueryable<SearchKey> keys, IEnumerable<SearchTerm> others) =>
        others.Aggregate(keys, (some, other) => Answering(db, some, other));

    /// <summary>A scope's scan up to its end, as runs of the index that end by themselves: keys before the last one, and those of the last one itself.</summary>
    internal static IEnumerable<IQueryable<SearchKey>> UpTo(CrmDb db, KeyRange range, int scope, ScanEnd end)
    {
        var (key, kind, contactId) = end;
        if (range.From != key)
            yield return Scopes(db, new KeyRange(range.From, key), db.Reader).ElementAt(scope);
        yield return Scopes(db, KeyRange.Exactly(key), db.Reader).ElementAt(scope).Where(k => k.Kind == kind && k.ContactId <= contactId);
    }

    // A look for each range goes straight to its place among the contact's keys; one look for all of them would read every key.
    private static IQueryable<SearchKey> Answering(CrmDb db, IQueryable<SearchKey> keys, SearchTerm term)
    {
        var ((from1, below1), (from2, below2), (from3, below3)) = term.ThreeRanges;
        return term.Ranges.Count switch
        {
            1 => keys.Where(k => db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from1) >= 0 && string.Compare(o.Key, below1) < 0)),
            2 => keys.Where(k => db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from1) >= 0 && string.Compare(o.Key, below1) < 0)
                || db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from2) >= 0 && string.Compare(o.Key, below2) < 0)),
            _ => keys.Where(k => db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from1) >= 0 && string.Compare(o.Key, below1) < 0)
                || db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from2) >= 0 && string.Compare(o.Key, below2) < 0)
                || db.SearchKeys.Any(o => o.ContactId == k.ContactId && string.Compare(o.Key, from3) >= 0 && string.Compare(o.Key, below3) < 0)),
        };
    }

    /// <summary>Two words, as the walk over all queries sees them.</summary>
    public static IEnumerable<IQueryable<SearchKey>> TwoWords(CrmDb db, string first, string second) =>
        UpTo(db, SearchTerm.Of(first)[0].Ranges[0], scope: 0, new ScanEnd(second, SearchKeyKind.Name, 1)).Select(some => AnsweringToo(db, some, SearchTerm.Of(second)));

    /// <summary>Keys of the given contacts that a term answers.</summary>
    internal static IQueryable<SearchKey> OfContacts(CrmDb db, IReadOnlyCollection<long> contactIds, SearchTerm term)
    {
        var ((from1, below1), (from2, below2), (from3, below3)) = term.ThreeRanges;
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking().Where(k => EF.Parameter(contactIds).Contains(k.ContactId)
            && ((string.Compare(k.Key, from1) >= 0 && string.Compare(k.Key, below1) < 0)
                || (string.Compare(k.Key, from2) >= 0 && string.Compare(k.Key, below2) < 0)
                || (string.Compare(k.Key, from3) >= 0 && string.Compare(k.Key, below3) < 0)));
    }

    /// <summary>Keys of contacts for one word, as the walk over all queries sees them.</summary>
    public static IQueryable<SearchKey> WordOfContacts(CrmDb db, IReadOnlyCollection<long> contactIds, string word) => OfContacts(db, contactIds, SearchTerm.Of(word)[0]);

    /// <summary>Every contact whose folded name stands in a range, in the order of names; for readers who see all.</summary>
    public static IQueryable<Contact> AllNames(CrmDb db, KeyRange range)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0).OrderBy(c => c.SortKey).ThenBy(c => c.Id);
    }

    /// <summary>Contacts of a team by their names.</summary>
    public static IQueryable<Contact> NamesOfTeam(CrmDb db, KeyRange range, long teamId)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => c.TeamId == teamId && string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0).OrderBy(c => c.SortKey).ThenBy(c => c.Id);
    }

    /// <summary>A user's own contacts by their names.</summary>
    public static IQueryable<Contact> NamesOfOwner(CrmDb db, KeyRange range, long ownerId)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => c.OwnerId == ownerId && string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0).OrderBy(c => c.SortKey).ThenBy(c => c.Id);
    }

    /// <summary>One range scan over the names for each scope of a reader.</summary>
    public static IEnumerable<IQueryable<Contact>> NameScopes(CrmDb db, KeyRange range, Reader reader)
    {
        if (reader.SeesAll)
            return [AllNames(db, range)];
        var scopes = reader.TeamIds.Select(team => NamesOfTeam(db, range, team));
        return reader.UserId is { } user ? scopes.Append(NamesOfOwner(db, range, user)) : scopes;
    }

    /// <summary>Of the first so many names those that hold a word that begins so, with its article or without; the names alone are read.</summary>
    internal static IQueryable<Contact> HoldingWords(IQueryable<Contact> names, IEnumerable<string> words, int mostNames)
    {
        var some = names.Take(mostNames);
        foreach (var word in words)
        {
            var (bare, withArticle) = (" " + word, " ال" + word);
            some = SearchText.IsArabic(word) ? some.Where(c => c.SortKey.Contains(bare) || c.SortKey.Contains(withArticle)) : some.Where(c => c.SortKey.Contains(bare));
        }
        return some;
    }

    /// <summary>Names of two words, as the walk over all queries sees them.</summary>
    public static IQueryable<Contact> NamesOfTwoWords(CrmDb db, KeyRange range, string word) => HoldingWords(AllNames(db, range), [word, "خالد"], 1);

    /// <summary>Words of the vocabulary that have one of the deletions.</summary>
    public static IQueryable<string> WordsOf(CrmDb db, IReadOnlyCollection<string> deletions) =>
        db.NameWords.AsNoTracking().Where(w => deletions.Contains(w.Deletion)).Select(w => w.Word);

    /// <summary>Which of the words are in the vocabulary.</summary>
    public static IQueryable<string> KnownWords(CrmDb db, IReadOnlyCollection<string> words) =>
        db.NameWords.AsNoTracking().Where(w => words.Contains(w.Deletion) && w.Word == w.Deletion).Select(w => w.Word);
}

/// <summary>Where a scan ends: a key, its kind, and the contact among those that have it.</summary>
public readonly record struct ScanEnd(string Key, SearchKeyKind Kind, long ContactId);

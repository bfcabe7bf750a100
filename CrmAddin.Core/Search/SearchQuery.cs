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
    /// <param name="db">The store.</param>
    /// <param name="keys">A range scan.</param>
    /// <param name="others">The other terms.</param>
    /// <param name="last">The last key to look at; null for all of the scan.</param>
    internal static IQueryable<SearchKey> AnsweringToo(CrmDb db, IQueryable<SearchKey> keys, IEnumerable<SearchTerm> others, ScanEnd? last)
    {
        if (last is { } end)
        {
            var (endKey, endId) = end;
            keys = keys.Where(k => string.Compare(k.Key, endKey) < 0 || (k.Key == endKey && k.ContactId <= endId));
        }
        foreach (var other in others)
        {
            var ((from1, below1), (from2, below2), (from3, below3)) = other.ThreeRanges;
            keys = keys.Where(k => db.SearchKeys.Any(o => o.ContactId == k.ContactId
                && ((string.Compare(o.Key, from1) >= 0 && string.Compare(o.Key, below1) < 0)
                    || (string.Compare(o.Key, from2) >= 0 && string.Compare(o.Key, below2) < 0)
                    || (string.Compare(o.Key, from3) >= 0 && string.Compare(o.Key, below3) < 0))));
        }
        return keys;
    }

    /// <summary>Two words, as the walk over all queries sees them.</summary>
    public static IQueryable<SearchKey> TwoWords(CrmDb db, string first, string second) =>
        AnsweringToo(db, All(db, SearchTerm.Of(first)[0].Ranges[0]), SearchTerm.Of(second), new ScanEnd(second, 1));

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

    /// <summary>Names of every contact in a range, in the order of lists; for readers who see all.</summary>
    public static IQueryable<NamedContact> AllNames(CrmDb db, KeyRange range)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0)
            .OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => new NamedContact(c.Id, c.SortKey));
    }

    /// <summary>Names of a team's contacts in a range.</summary>
    public static IQueryable<NamedContact> NamesOfTeam(CrmDb db, KeyRange range, long teamId)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => c.TeamId == teamId && string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0)
            .OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => new NamedContact(c.Id, c.SortKey));
    }

    /// <summary>Names of a user's own contacts in a range.</summary>
    public static IQueryable<NamedContact> NamesOfOwner(CrmDb db, KeyRange range, long ownerId)
    {
        var (from, below) = range;
        return db.Contacts.IgnoreQueryFilters().AsNoTracking()
            .Where(c => c.OwnerId == ownerId && string.Compare(c.SortKey, from) >= 0 && string.Compare(c.SortKey, below) < 0)
            .OrderBy(c => c.SortKey).ThenBy(c => c.Id).Select(c => new NamedContact(c.Id, c.SortKey));
    }

    /// <summary>One range scan over the names for each scope of a reader.</summary>
    public static IEnumerable<IQueryable<NamedContact>> NameScopes(CrmDb db, KeyRange range, Reader reader)
    {
        if (reader.SeesAll)
            return [AllNames(db, range)];
        var scopes = reader.TeamIds.Select(team => NamesOfTeam(db, range, team));
        return reader.UserId is { } user ? scopes.Append(NamesOfOwner(db, range, user)) : scopes;
    }

    /// <summary>Words of the vocabulary that have one of the deletions.</summary>
    public static IQueryable<string> WordsOf(CrmDb db, IReadOnlyCollection<string> deletions) =>
        db.NameWords.AsNoTracking().Where(w => deletions.Contains(w.Deletion)).Select(w => w.Word);

    /// <summary>Which of the words are in the vocabulary.</summary>
    public static IQueryable<string> KnownWords(CrmDb db, IReadOnlyCollection<string> words) =>
        db.NameWords.AsNoTracking().Where(w => words.Contains(w.Deletion) && w.Word == w.Deletion).Select(w => w.Word);
}

/// <summary>A contact with the folded name that lists are ordered by.</summary>
public readonly record struct NamedContact(long Id, string SortKey);

/// <summary>Where a scan ends: a key, and the contact among those that have it.</summary>
public readonly record struct ScanEnd(string Key, long ContactId);

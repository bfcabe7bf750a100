using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Search;

/// <summary>Range scans over the search keys, in index order: the one shape that stays fast on every engine.</summary>
public static class SearchQuery
{
    /// <summary>Keys of every contact that begin with a prefix; for readers who see all.</summary>
    public static IQueryable<SearchKey> All(CrmDb db, string prefix)
    {
        var above = Above(prefix);
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => string.Compare(k.Key, prefix) >= 0 && string.Compare(k.Key, above) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.ContactId);
    }

    /// <summary>Keys of a team's contacts that begin with a prefix.</summary>
    public static IQueryable<SearchKey> OfTeam(CrmDb db, string prefix, long teamId)
    {
        var above = Above(prefix);
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => k.TeamId == teamId && string.Compare(k.Key, prefix) >= 0 && string.Compare(k.Key, above) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.ContactId);
    }

    /// <summary>Keys of a user's own contacts that begin with a prefix.</summary>
    public static IQueryable<SearchKey> OfOwner(CrmDb db, string prefix, long ownerId)
    {
        var above = Above(prefix);
        return db.SearchKeys.IgnoreQueryFilters().AsNoTracking()
            .Where(k => k.OwnerId == ownerId && string.Compare(k.Key, prefix) >= 0 && string.Compare(k.Key, above) < 0)
            .OrderBy(k => k.Key).ThenBy(k => k.ContactId);
    }

    /// <summary>One range scan for each scope of a reader.</summary>
    public static IEnumerable<IQueryable<SearchKey>> Scopes(CrmDb db, string prefix, Reader reader)
    {
        if (reader.SeesAll)
            return [All(db, prefix)];
        var scopes = reader.TeamIds.Select(team => OfTeam(db, prefix, team));
        return reader.UserId is { } user ? scopes.Append(OfOwner(db, prefix, user)) : scopes;
    }

    private static string Above(string prefix) => prefix[..^1] + (char)(prefix[^1] + 1);
}

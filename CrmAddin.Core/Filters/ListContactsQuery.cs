using CrmAddin.Core.Contacts;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Filters;

/// <summary>The contacts of a reader, scope by scope: each scope is a run of an index of its own.</summary>
public static class ListContactsQuery
{
    /// <summary>Every contact that the reader sees; for readers who see all.</summary>
    public static IQueryable<Contact> All(CrmDb db) => db.Contacts.AsNoTracking();

    /// <summary>Contacts of a team.</summary>
    public static IQueryable<Contact> OfTeam(CrmDb db, long teamId) => db.Contacts.AsNoTracking().Where(c => c.TeamId == teamId);

    /// <summary>A user's own contacts.</summary>
    public static IQueryable<Contact> OfOwner(CrmDb db, long ownerId) => db.Contacts.AsNoTracking().Where(c => c.OwnerId == ownerId);

    /// <summary>The scopes of a reader.</summary>
    internal static IReadOnlyList<ListScope> Scopes(CrmDb db, Reader reader)
    {
        // Places are counted off by the index alone, which knows nothing of readers; no row is read that way.
        if (reader.SeesAll)
            return [new(All(db), All(db).IgnoreQueryFilters())];
        var scopes = reader.TeamIds.Select(team => new ListScope(OfTeam(db, team), OfTeam(db, team).IgnoreQueryFilters()));
        return [.. scopes, .. reader.UserId is { } user ? new ListScope[] { new(OfOwner(db, user), OfOwner(db, user).IgnoreQueryFilters()) } : []];
    }
}

/// <summary>One scope of a reader.</summary>
/// <param name="Contacts">Its contacts, held to the reader.</param>
/// <param name="Index">The run of its index, to count places off.</param>
internal sealed record ListScope(IQueryable<Contact> Contacts, IQueryable<Contact> Index);

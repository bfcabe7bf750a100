using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Users;

/// <summary>Whom the reader may give contacts and deals to.</summary>
public static class NewOwner
{
    /// <summary>Active users of the reader's teams; of all teams for those who see all.</summary>
    public static IQueryable<User> Offered(CrmDb db) =>
        db.Users.AsNoTracking().Where(u => u.IsActive && (db.Reader.SeesAll || u.Teams.Any(t => db.Reader.TeamIds.Contains(t.TeamId))));

    /// <summary>Null, or why the reader may not give to this user; 0 is nobody. Errors: <see cref="MayNotGiveAway"/>, <see cref="OwnerUnknown"/>.</summary>
    public static async Task<Error?> RefuseAsync(CrmDb db, long ownerId, CancellationToken cancel)
    {
        if (!db.Reader.MayGiveAway)
            return new MayNotGiveAway();
        return ownerId == 0 || await Offered(db).AnyAsync(u => u.Id == ownerId, cancel) ? null : new OwnerUnknown(ownerId);
    }

    /// <summary>Gives a record away: it goes with its owner, who must see it, and their team with them.</summary>
    public static async Task SetAsync(CrmDb db, IOwned record, long ownerId, CancellationToken cancel)
    {
        if (ownerId == (record.OwnerId ?? 0))
            return;
        var owner = await db.Users.Include(u => u.Teams).FirstOrDefaultAsync(u => u.Id == ownerId, cancel);
        record.OwnerId = owner?.Id;
        record.TeamId = owner?.Teams.OrderBy(t => t.TeamId).Select(t => (long?)t.TeamId).FirstOrDefault() ?? record.TeamId;
    }
}

using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>In whose name contacts are made out of a mailbox.</summary>
public static class CreationReader
{
    /// <summary>The mailbox' owner; for a mailbox of nobody, somebody of its team. The context reads as the system.</summary>
    public static async Task<Reader> OfAsync(CrmDb db, Mailbox mailbox, CancellationToken cancel)
    {
        var owner = await db.Users.AsNoTracking().Include(u => u.Teams).FirstOrDefaultAsync(u => u.Id == mailbox.OwnerId && u.IsActive, cancel);
        return owner is null
            ? new Reader(null, Role.Agent, mailbox.TeamId is { } team ? [team] : [])
            : new Reader(owner.Id, owner.Role, [.. owner.Teams.Select(t => t.TeamId)]);
    }
}

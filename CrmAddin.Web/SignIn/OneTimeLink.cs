using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>The link that lets the first administrator in: single use, ten minutes, never after somebody has signed in.</summary>
public sealed class OneTimeLink(CrmDb db, OneTimeTokens tokens, TimeProvider clock)
{
    private const string Opens = "sign-in";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A new token for a store into which nobody has signed in yet; null afterwards. Makes the administrator where there is none.</summary>
    public async Task<string?> CreateAsync(CancellationToken cancel)
    {
        if (await SomebodyHasSignedInAsync(cancel))
            return null;
        var administrator = await FirstAdministratorAsync(cancel) ?? await MakeAdministratorAsync(cancel);
        return await tokens.CreateAsync(administrator.Id, Opens, Life, cancel);
    }

    /// <summary>The user of a link, once. Errors: <see cref="LinkExpired"/>.</summary>
    public async Task<Result<User>> UseAsync(string token, CancellationToken cancel)
    {
        if (await SomebodyHasSignedInAsync(cancel) || await tokens.SpendAsync(token, cancel) is not { Opens: Opens } spent)
            return new LinkExpired();
        spent.User.LastSignedInAt = clock.GetUtcNow();
        await db.SaveChangesAsync(cancel);
        return spent.User;
    }

    private Task<User?> FirstAdministratorAsync(CancellationToken cancel) =>
        db.Users.Where(u => u.Role == Role.Administrator && u.IsActive).OrderBy(u => u.Id).FirstOrDefaultAsync(cancel);

    // Hosts that start at the same time on a new store all find none; the first one's is everybody's.
    private async Task<User> MakeAdministratorAsync(CancellationToken cancel)
    {
        var made = db.Users.Add(new User { UserName = "admin", DisplayName = "Administrator", Role = Role.Administrator });
        try
        {
            await db.SaveChangesAsync(cancel);
            return made.Entity;
        }
        catch (DbUpdateException e) when (db.IsDuplicate(e))
        {
            made.State = EntityState.Detached;
            return await db.Users.SingleAsync(u => u.UserName == made.Entity.UserName, cancel);
        }
    }

    private Task<bool> SomebodyHasSignedInAsync(CancellationToken cancel) => db.Users.AnyAsync(u => u.LastSignedInAt != null, cancel);
}

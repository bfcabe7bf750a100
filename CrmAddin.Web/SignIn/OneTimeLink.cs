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
        var administrator = await db.Users.Where(u => u.Role == Role.Administrator && u.IsActive).OrderBy(u => u.Id).FirstOrDefaultAsync(cancel);
        if (administrator is null)
        {
            db.Users.Add(administrator = new User { UserName = "admin", DisplayName = "Administrator", Role = Role.Administrator });
            await db.SaveChangesAsync(cancel);
        }
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

    private Task<bool> SomebodyHasSignedInAsync(CancellationToken cancel) => db.Users.AnyAsync(u => u.LastSignedInAt != null, cancel);
}

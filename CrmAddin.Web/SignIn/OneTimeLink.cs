using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>The link that lets the first administrator in: single use, ten minutes, never after somebody has signed in.</summary>
public sealed class OneTimeLink(CrmDb db, TimeProvider clock)
{
    /// <summary>How long a link is good.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>A new token for a store into which nobody has signed in yet; null afterwards. Makes the administrator where there is none.</summary>
    public async Task<string?> CreateAsync(CancellationToken cancel)
    {
        if (await db.Users.AnyAsync(u => u.LastSignedInAt != null, cancel))
            return null;
        var administrator = await db.Users.Where(u => u.Role == Role.Administrator && u.IsActive).OrderBy(u => u.Id).FirstOrDefaultAsync(cancel);
        if (administrator is null)
        {
            db.Users.Add(administrator = new User { UserName = "admin", DisplayName = "Administrator", Role = Role.Administrator });
            await db.SaveChangesAsync(cancel);
        }
        var token = PaneTokens.NewToken();
        db.SignInLinks.Add(new SignInLink { TokenHash = PaneTokens.Hash(token), UserId = administrator.Id, ExpiresAt = clock.GetUtcNow() + Life });
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>The user of a link, once. Errors: <see cref="LinkExpired"/>.</summary>
    public async Task<Result<User>> UseAsync(string token, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hash = PaneTokens.Hash(token);
        if (await db.Users.AnyAsync(u => u.LastSignedInAt != null, cancel))
            return new LinkExpired();
        // One statement decides which of two clicks came first.
        var used = await db.SignInLinks.Where(l => l.TokenHash == hash && l.UsedAt == null && l.ExpiresAt > now)
            .ExecuteUpdateAsync(l => l.SetProperty(x => x.UsedAt, now), cancel);
        if (used == 0)
            return new LinkExpired();
        var userId = await db.SignInLinks.Where(l => l.TokenHash == hash).Select(l => l.UserId).FirstAsync(cancel);
        var user = await db.Users.FirstAsync(u => u.Id == userId, cancel);
        user.LastSignedInAt = now;
        await db.SaveChangesAsync(cancel);
        return user;
    }
}

using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>Makes and spends tokens that open one thing once, bound to a user.</summary>
public sealed class OneTimeTokens(CrmDb db, TimeProvider clock)
{
    /// <summary>A token for the user, good for a time.</summary>
    public async Task<string> CreateAsync(long userId, string opens, TimeSpan life, CancellationToken cancel)
    {
        var token = PaneTokens.NewToken();
        db.OneTimeTokens.Add(new OneTimeToken { TokenHash = PaneTokens.Hash(token), Opens = opens, UserId = userId, ExpiresAt = clock.GetUtcNow() + life });
        await db.SaveChangesAsync(cancel);
        return token;
    }

    /// <summary>Spends a token and says what it opens for whom; null when it is used up, too old or unknown.</summary>
    public async Task<(User User, string Opens)?> SpendAsync(string token, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hash = PaneTokens.Hash(token);
        // One statement decides which of two clicks came first.
        var spent = await db.OneTimeTokens.Where(t => t.TokenHash == hash && t.UsedAt == null && t.ExpiresAt > now)
            .ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), cancel);
        if (spent == 0)
            return null;
        var row = await db.OneTimeTokens.AsNoTracking().FirstAsync(t => t.TokenHash == hash, cancel);
        var user = await db.Users.Include(u => u.Teams).FirstOrDefaultAsync(u => u.Id == row.UserId && u.IsActive, cancel);
        return user is null ? null : (user, row.Opens);
    }
}

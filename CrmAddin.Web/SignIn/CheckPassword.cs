using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>Checks name and password; five wrong ones lock the account for a while.</summary>
public sealed class CheckPassword(CrmDb db, IPasswordHasher<User> hasher, TimeProvider clock)
{
    private const int MostFailures = 5;
    private static readonly TimeSpan LockTime = TimeSpan.FromMinutes(15);

    // Hashed against when there is no such user, so that the time taken does not tell.
    private static readonly User Nobody = new() { UserName = "", DisplayName = "" };
    private static string? _nobodysHash;

    /// <summary>The user. Errors: <see cref="SignInRefused"/>, <see cref="SignInLocked"/>.</summary>
    public async Task<Result<User>> RunAsync(string userName, string password, CancellationToken cancel)
    {
        var name = userName.Trim().ToLowerInvariant();
        var user = await db.Users.FirstOrDefaultAsync(u => u.UserName == name && u.IsActive, cancel);
        if (user?.PasswordHash is null)
        {
            hasher.VerifyHashedPassword(Nobody, _nobodysHash ??= hasher.HashPassword(Nobody, Guid.NewGuid().ToString()), password);
            return new SignInRefused();
        }
        var now = clock.GetUtcNow();
        if (user.LockedUntil > now)
            return new SignInLocked((int)Math.Ceiling((user.LockedUntil.Value - now).TotalMinutes));

        var verdict = hasher.VerifyHashedPassword(user, user.PasswordHash, password);
        if (verdict == PasswordVerificationResult.Failed)
        {
            await CountFailureAsync(user, now, cancel);
            return new SignInRefused();
        }
        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
            user.PasswordHash = hasher.HashPassword(user, password);
        (user.FailedSignIns, user.LockedUntil, user.LastSignedInAt) = (0, null, now);
        await db.SaveChangesAsync(cancel);
        return user;
    }

    // In one statement: attempts made at the same time are all counted.
    private async Task CountFailureAsync(User user, DateTimeOffset now, CancellationToken cancel)
    {
        await db.Users.Where(u => u.Id == user.Id).ExecuteUpdateAsync(u => u.SetProperty(x => x.FailedSignIns, x => x.FailedSignIns + 1), cancel);
        var until = now + LockTime;
        await db.Users.Where(u => u.Id == user.Id && u.FailedSignIns >= MostFailures)
            .ExecuteUpdateAsync(u => u.SetProperty(x => x.LockedUntil, until).SetProperty(x => x.FailedSignIns, 0), cancel);
    }
}

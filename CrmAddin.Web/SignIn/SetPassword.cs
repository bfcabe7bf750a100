using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.SignIn;

/// <summary>Gives a user a new password and ends their other sessions.</summary>
public sealed class SetPassword(CrmDb db, IPasswordHasher<User> hasher)
{
    /// <summary>Fewest characters of a password (NIST SP 800-63B asks for 8 at least).</summary>
    public const int Shortest = 10;

    /// <summary>Sets it. Errors: <see cref="PasswordTooShort"/>, <see cref="UserUnknown"/>.</summary>
    public async Task<Result<User>> RunAsync(string userName, string password, CancellationToken cancel)
    {
        if (password.Length < Shortest)
            return new PasswordTooShort(Shortest);
        var name = userName.Trim().ToLowerInvariant();
        if (await db.Users.FirstOrDefaultAsync(u => u.UserName == name, cancel) is not { } user)
            return new UserUnknown(userName);
        user.PasswordHash = hasher.HashPassword(user, password);
        user.SecurityStamp = Guid.NewGuid().ToString("N");
        (user.FailedSignIns, user.LockedUntil) = (0, null);
        await db.SaveChangesAsync(cancel);
        return user;
    }
}

using System.Security.Cryptography;
using System.Text;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CrmAddin.Web.SignIn;

/// <summary>What a pane gets at sign-in and renewal.</summary>
/// <param name="AccessToken">Sent with each request.</param>
/// <param name="ExpiresInSeconds">How long it is good.</param>
/// <param name="RefreshToken">Good for one renewal.</param>
public sealed record PaneToken(string AccessToken, int ExpiresInSeconds, string RefreshToken);

/// <summary>Issues panes' tokens: short-lived access tokens, and refresh tokens that each use replaces.</summary>
public sealed class PaneTokens(CrmDb db, IOptionsMonitor<BearerTokenOptions> options, TimeProvider clock)
{
    private static readonly TimeSpan AccessLife = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan RefreshLife = TimeSpan.FromDays(14);

    /// <summary>Tokens for a user who has just signed in.</summary>
    public Task<PaneToken> IssueAsync(User user, CancellationToken cancel) => IssueAsync(user, NewToken(), cancel);

    /// <summary>New tokens for a refresh token; one used twice was stolen and ends its whole chain. Errors: <see cref="RefreshRefused"/>.</summary>
    public async Task<Result<PaneToken>> RenewAsync(string refreshToken, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var hash = Hash(refreshToken);
        var token = await db.RefreshTokens.AsNoTracking().Include(t => t.User).FirstOrDefaultAsync(t => t.TokenHash == hash, cancel);
        if (token?.User is not { IsActive: true } user || token.ExpiresAt <= now)
            return new RefreshRefused();
        // One statement decides which of two renewals came first.
        var isFirst = await db.RefreshTokens.Where(t => t.Id == token.Id && t.UsedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), cancel) == 1;
        if (!isFirst)
        {
            await db.RefreshTokens.Where(t => t.Chain == token.Chain && t.UsedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), cancel);
            return new RefreshRefused();
        }
        return await IssueAsync(user, token.Chain, cancel);
    }

    /// <summary>Ends a chain of refresh tokens at sign-out.</summary>
    public async Task EndAsync(string refreshToken, CancellationToken cancel)
    {
        var hash = Hash(refreshToken);
        var now = clock.GetUtcNow();
        var chain = await db.RefreshTokens.Where(t => t.TokenHash == hash).Select(t => t.Chain).FirstOrDefaultAsync(cancel);
        await db.RefreshTokens.Where(t => t.Chain == chain && t.UsedAt == null).ExecuteUpdateAsync(t => t.SetProperty(x => x.UsedAt, now), cancel);
    }

    /// <summary>SHA-256 in hex: what is stored of a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>256 random bits for use in an address.</summary>
    public static string NewToken() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private async Task<PaneToken> IssueAsync(User user, string chain, CancellationToken cancel)
    {
        var now = clock.GetUtcNow();
        var refresh = NewToken();
        db.RefreshTokens.Add(new RefreshToken { TokenHash = Hash(refresh), Chain = chain, UserId = user.Id, ExpiresAt = now + RefreshLife });
        await db.SaveChangesAsync(cancel);
        var ticket = new AuthenticationTicket(
            Schemes.Principal(user, Schemes.Bearer), new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + AccessLife }, Schemes.Bearer);
        var access = options.Get(Schemes.Bearer).BearerTokenProtector.Protect(ticket);
        return new PaneToken(access, (int)AccessLife.TotalSeconds, refresh);
    }
}

using System.Security.Claims;
using CrmAddin.Core.Users;

namespace CrmAddin.Web.SignIn;

/// <summary>The ways to be signed in, and what a signed-in principal carries.</summary>
public static class Schemes
{
    /// <summary>An Authorization header, where present, wins and is the only credential looked at; else the cookie.</summary>
    public const string HeaderOrCookie = "HeaderOrCookie";

    /// <summary>Pages: an HttpOnly cookie.</summary>
    public const string Cookie = "Cookie";

    /// <summary>Panes: a bearer token of our own. Tokens of Entra ID are a scheme beside it.</summary>
    public const string Bearer = "Bearer";

    /// <summary>Claim with the user's key.</summary>
    public const string UserId = "sub";

    /// <summary>Claim with the security stamp at sign-in: when it no longer is the user's, the session has ended.</summary>
    public const string Stamp = "stamp";

    /// <summary>The principal of a user.</summary>
    public static ClaimsPrincipal Principal(User user, string scheme) => new(new ClaimsIdentity(
        [new Claim(UserId, user.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)), new Claim(Stamp, user.SecurityStamp)],
        scheme));
}

using CrmAddin.Core.Users;

namespace CrmAddin.Web.SignIn;

/// <summary>Who makes this request; set once by <see cref="ReaderMiddleware"/>.</summary>
public sealed class CurrentUser
{
    /// <summary>The user; null before sign-in.</summary>
    public User? User { get; internal set; }

    /// <summary>What they see.</summary>
    public Reader Reader { get; internal set; } = Reader.Nobody;

    /// <summary>Whether the request was authenticated by the pages' cookie, and so needs an antiforgery token.</summary>
    public bool CameByCookie { get; internal set; }

    /// <summary>What a user sees. Needs teams loaded.</summary>
    public static Reader ReaderOf(User user) => new(user.Id, user.Role, [.. user.Teams.Select(t => t.TeamId)]);
}

using CrmAddin.Core.Store;

namespace CrmAddin.Core.Users;

/// <summary>A person who works with the CRM.</summary>
public sealed class User : IVersioned
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name to sign in with, folded to lower case; usually the work address.</summary>
    public required string UserName { get; set; }

    /// <summary>Name as colleagues read it.</summary>
    public required string DisplayName { get; set; }

    /// <summary>What the user may do.</summary>
    public Role Role { get; set; }

    /// <summary>Language of screens: "en" or "ar".</summary>
    public string Language { get; set; } = "en";

    /// <summary>Hash made by ASP.NET Core's password hasher; null until a password is chosen.</summary>
    public string? PasswordHash { get; set; }

    /// <summary>Wrong passwords since the last right one.</summary>
    public int FailedSignIns { get; set; }

    /// <summary>No sign-in before this moment.</summary>
    public DateTimeOffset? LockedUntil { get; set; }

    /// <summary>Last sign-in; null when there was none.</summary>
    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>Changed whenever older sessions must end: password change, deactivation.</summary>
    public string SecurityStamp { get; set; } = Guid.NewGuid().ToString("N");

    /// <summary>False for people who left; they can no longer sign in.</summary>
    public bool IsActive { get; set; } = true;

    /// <summary>Teams of the user; the first is the team of what they create.</summary>
    public List<TeamMember> Teams { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>A refresh token of a pane, stored by its hash; each use replaces it.</summary>
public sealed class RefreshToken
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of the token, in hex.</summary>
    public required string TokenHash { get; set; }

    /// <summary>One sign-in's chain of tokens; a token used twice ends the whole chain.</summary>
    public required string Chain { get; set; }

    /// <summary>Whose token.</summary>
    public long UserId { get; set; }

    /// <summary>The user's row.</summary>
    public User? User { get; set; }

    /// <summary>Not valid from this moment on.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was used or ended; null while it is good.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>A token that opens one thing once, stored by its hash: the sign-in link of a first start, a download.</summary>
public sealed class OneTimeToken
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>SHA-256 of the token, in hex.</summary>
    public required string TokenHash { get; set; }

    /// <summary>What it opens: "sign-in", or the path of a download with its query.</summary>
    public required string Opens { get; set; }

    /// <summary>For whom.</summary>
    public long UserId { get; set; }

    /// <summary>Not valid from this moment on.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    /// <summary>When it was used; null before.</summary>
    public DateTimeOffset? UsedAt { get; set; }
}

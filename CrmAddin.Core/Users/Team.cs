using CrmAddin.Core.Store;

namespace CrmAddin.Core.Users;

/// <summary>People who share contacts, deals and the mail about them.</summary>
public sealed class Team : IVersioned
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name in English.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>A user's place in a team.</summary>
public sealed class TeamMember
{
    /// <summary>The user.</summary>
    public long UserId { get; set; }

    /// <summary>The team.</summary>
    public long TeamId { get; set; }

    /// <summary>The team's row.</summary>
    public Team? Team { get; set; }
}

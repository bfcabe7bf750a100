using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Filters;

/// <summary>A filter that a user gave a name.</summary>
public sealed class SavedFilter : IVersioned, ITimed
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose; null for the command line's.</summary>
    public long? UserId { get; set; }

    /// <summary>What it filters.</summary>
    public FieldEntity Entity { get; set; }

    /// <summary>Name that the user gave.</summary>
    public required string Name { get; set; }

    /// <summary>Folded <see cref="Name"/>.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>The conditions, as JSON.</summary>
    public required string FilterJson { get; set; }

    /// <summary>Whether the user's list opens with it; at most one of a user's filters of an entity.</summary>
    public bool IsDefault { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

namespace CrmAddin.Core.Contacts.Import;

/// <summary>A choice of columns that was saved by name, offered again for files with the same columns.</summary>
public sealed class ImportMapping
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name that the user gave.</summary>
    public required string Name { get; set; }

    /// <summary>Folded <see cref="Name"/>.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>Whose; null for the command line's.</summary>
    public long? UserId { get; set; }

    /// <summary>Columns as JSON.</summary>
    public required string MapJson { get; set; }

    /// <summary>When it was last saved.</summary>
    public DateTimeOffset SavedAt { get; set; }
}

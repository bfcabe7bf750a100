namespace CrmAddin.Core.Audit;

/// <summary>What brought a change about.</summary>
public enum ChangeOrigin
{
    /// <summary>Typed by a person on a page or pane.</summary>
    Edit,
    /// <summary>Read from a file.</summary>
    Import,
    /// <summary>Two records made one.</summary>
    Merge,
    /// <summary>Saved out of a mail.</summary>
    Capture,
    /// <summary>A lead made into an account and a deal.</summary>
    Convert,
    /// <summary>Mail logging.</summary>
    Sync,
    /// <summary>The sample firm and other set-up.</summary>
    Setup,
    /// <summary>An earlier change set taken back.</summary>
    Undo,
    /// <summary>Rows taken out of the house; changes nothing.</summary>
    Export,
    /// <summary>A person erased on request.</summary>
    Erase,
    /// <summary>A merge taken back.</summary>
    Split,
    /// <summary>Lists, fields and settings changed by an administrator.</summary>
    Administer,
}

/// <summary>
/// Changes that were made together and can be taken back together. Its head (when, who, from where, origin, about) is in the audit chain
/// and does not change once it is saved; only the moments of completion and undo do.
/// </summary>
public sealed class ChangeSet
{
    /// <summary>Key; the import's id for imports.</summary>
    public long Id { get; set; }

    /// <summary>When it began.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Who; null for the product itself and the command line.</summary>
    public long? UserId { get; set; }

    /// <summary>From where: an address, "command line", "sync".</summary>
    public required string From { get; set; }

    /// <summary>What brought it about.</summary>
    public ChangeOrigin Origin { get; set; }

    /// <summary>What it was, for a list of change sets: a file's name, a message's id.</summary>
    public string? About { get; set; }

    /// <summary>SHA-256 of the imported file and its mapping, in hex: a run that was cut off is found by it and completed.</summary>
    public string? SourceHash { get; set; }

    /// <summary>When the work was complete; null while it runs or after it was cut off.</summary>
    public DateTimeOffset? CompletedAt { get; set; }

    /// <summary>When it was taken back; null while it holds.</summary>
    public DateTimeOffset? UndoneAt { get; set; }

    /// <summary>The changes.</summary>
    public List<AuditEntry> Entries { get; } = [];
}

/// <summary>What happened to a row.</summary>
public enum AuditAction
{
    /// <summary>The row came into being; its values are the row's own.</summary>
    Created,
    /// <summary>Fields changed.</summary>
    Updated,
    /// <summary>The row went.</summary>
    Deleted,
    /// <summary>A copy of the row left the house; nothing changed.</summary>
    Exported,
}

/// <summary>One row's change within a change set.</summary>
public sealed class AuditEntry
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The change set.</summary>
    public long ChangeSetId { get; set; }

    /// <summary>The change set's row.</summary>
    public ChangeSet? ChangeSet { get; set; }

    /// <summary>Name of the entity: "Contact", "Deal".</summary>
    public required string Entity { get; set; }

    /// <summary>Key of the row.</summary>
    public long EntityId { get; set; }

    /// <summary>The contact, account or deal that the row belongs to, by the same names; the row itself for those.</summary>
    public required string RootEntity { get; set; }

    /// <summary>Key of <see cref="RootEntity"/>.</summary>
    public long RootId { get; set; }

    /// <summary>What happened.</summary>
    public AuditAction Action { get; set; }

    /// <summary>Old and new values of the fields; none for a creation.</summary>
    public List<AuditValue> Values { get; } = [];
}

/// <summary>A field's old and new value. A table of its own, so that erasing a person clears it while the digest stays.</summary>
public sealed class AuditValue
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The entry.</summary>
    public long AuditEntryId { get; set; }

    /// <summary>Name of the field.</summary>
    public required string Field { get; set; }

    /// <summary>Value before, as JSON; null when there was none or it was erased.</summary>
    public string? OldValue { get; set; }

    /// <summary>Value after, as JSON; null when there is none or it was erased.</summary>
    public string? NewValue { get; set; }

    /// <summary>Random salt of the digest, in hex; cleared with the values.</summary>
    public string? Salt { get; set; }

    /// <summary>SHA-256 over salt, field, old and new value, in hex; stays when the values go.</summary>
    public required string Digest { get; set; }
}

/// <summary>A row whose changes are kept in the journal.</summary>
public interface IAudited
{
    /// <summary>The contact, account or deal that the change is shown on; null for the row itself.</summary>
    (string Entity, long Id)? AuditRoot => null;
}

namespace CrmAddin.Core.Duplicates;

/// <summary>The last scan of the whole store for duplicates, and how far the changes since were looked at. One row.</summary>
public sealed class DuplicateScan
{
    /// <summary>Key of the one row.</summary>
    public const long OnlyId = 1;

    /// <summary>Key.</summary>
    public long Id { get; set; } = OnlyId;

    /// <summary>When the whole store was scanned.</summary>
    public DateTimeOffset ScannedAt { get; set; }

    /// <summary>How many people it held.</summary>
    public int People { get; set; }

    /// <summary>How many pairs were found.</summary>
    public int Pairs { get; set; }

    /// <summary>How long it took, in seconds.</summary>
    public double Seconds { get; set; }

    /// <summary>The weights that were learned, as JSON.</summary>
    public required string WeightsJson { get; set; }

    /// <summary>Last entry of the journal that was looked at: contacts changed after it are still to be checked.</summary>
    public long LastAuditEntryId { get; set; }

    /// <summary>Raised by one with each change, so that two hosts do not both write.</summary>
    public int Version { get; set; }
}

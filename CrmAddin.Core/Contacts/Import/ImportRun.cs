using CrmAddin.Core.Audit;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>How far an import is.</summary>
public enum ImportState
{
    /// <summary>The file is there; its columns are being chosen.</summary>
    Uploaded,
    /// <summary>Waits for its turn.</summary>
    Queued,
    /// <summary>Rows are being written; taken up again where it was cut off.</summary>
    Running,
    /// <summary>Done.</summary>
    Completed,
    /// <summary>Stopped with an error that is told in words.</summary>
    Failed,
    /// <summary>Being taken back.</summary>
    Undoing,
    /// <summary>Taken back.</summary>
    Undone,
}

/// <summary>One import of a file: what is asked, how far it is and what came of it. Written in the same transaction as the rows.</summary>
public sealed class ImportRun
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The change set; null before the first row is written.</summary>
    public long? ChangeSetId { get; set; }

    /// <summary>The change set's row.</summary>
    public ChangeSet? ChangeSet { get; set; }

    /// <summary>Who imports; null for the command line.</summary>
    public long? UserId { get; set; }

    /// <summary>Name of the file as its owner knows it.</summary>
    public required string FileName { get; set; }

    /// <summary>Where the file is kept until the run is over; null when it is not ours to keep.</summary>
    public string? FilePath { get; set; }

    /// <summary>SHA-256 of file and mapping, in hex.</summary>
    public string? SourceHash { get; set; }

    /// <summary>"csv", "xlsx" or "vcf".</summary>
    public string? Format { get; set; }

    /// <summary>Columns as JSON; null to go by the header.</summary>
    public string? MapJson { get; set; }

    /// <summary>Name of the source of new contacts.</summary>
    public string? Source { get; set; }

    /// <summary>How far it is.</summary>
    public ImportState State { get; set; }

    /// <summary>When it was asked for.</summary>
    public DateTimeOffset StartedAt { get; set; }

    /// <summary>When it ended, in whatever way.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Rows of the file; null until they were counted.</summary>
    public long? RowsInFile { get; set; }

    /// <summary>Rows read and committed.</summary>
    public long Read { get; set; }

    /// <summary>New contacts.</summary>
    public long Created { get; set; }

    /// <summary>Contacts that learned something.</summary>
    public long Updated { get; set; }

    /// <summary>Rows that said nothing new.</summary>
    public long Unchanged { get; set; }

    /// <summary>Rows refused.</summary>
    public long Rejected { get; set; }

    /// <summary>New contacts that look like somebody we have.</summary>
    public long PossibleDuplicates { get; set; }

    /// <summary>File of refused rows; null when there are none.</summary>
    public string? RejectsFile { get; set; }

    /// <summary>Why it failed, in words.</summary>
    public string? Error { get; set; }
}

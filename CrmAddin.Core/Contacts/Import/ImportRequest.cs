using System.Text.Json.Serialization;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>What an import is asked to do.</summary>
/// <param name="File">Path of the file.</param>
/// <param name="MapJson">Columns as JSON; null to go by the header.</param>
/// <param name="Source">Name of the source of all new contacts; null for the file's.</param>
/// <param name="IsDryRun">Count, and change nothing.</param>
/// <param name="RejectsFolder">Where the file of refused rows goes.</param>
public sealed record ImportRequest(string File, string? MapJson, string? Source, bool IsDryRun, string RejectsFolder)
{
    /// <summary>"csv", "xlsx" or "vcf"; null to find out.</summary>
    public string? Format { get; init; }

    /// <summary>The run that this is, where a page has begun it; null to begin one, or to go on with one of the same file that was cut off.</summary>
    public long? RunId { get; init; }

    /// <summary>Name of the file as its owner knows it; null for that of <see cref="File"/>.</summary>
    public string? Name { get; init; }
}

/// <summary>What an import did, or would do.</summary>
/// <param name="ImportId">The change set; null for a dry run.</param>
/// <param name="Read">Rows read.</param>
/// <param name="Created">New contacts.</param>
/// <param name="Updated">Contacts that learned something.</param>
/// <param name="Unchanged">Rows that said nothing new.</param>
/// <param name="Rejected">Rows refused.</param>
/// <param name="PossibleDuplicates">New contacts that look like somebody we have.</param>
/// <param name="RejectsFile">File of the refused rows with their reasons; null when there are none.</param>
public sealed record ImportOutcome(long? ImportId, long Read, long Created, long Updated, long Unchanged, long Rejected, long PossibleDuplicates, string? RejectsFile)
{
    /// <summary>Findings that an outcome tells of; the rest is only counted.</summary>
    public const int MostFindings = 200;

    /// <summary>The first refused rows and look-alikes.</summary>
    [JsonIgnore]
    public IReadOnlyList<ImportFinding> Findings { get; init; } = [];
}

/// <summary>A row that somebody should look at.</summary>
/// <param name="Line">Line or row of the file.</param>
/// <param name="Name">The person, as far as the file names one.</param>
/// <param name="Refusal">Why the row is refused; null when it is not.</param>
/// <param name="LookAlike">Whom the new person looks like; null for a refused row.</param>
public sealed record ImportFinding(long Line, string Name, RowRefusal? Refusal, LookAlike? LookAlike);

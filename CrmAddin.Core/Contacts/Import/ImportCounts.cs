namespace CrmAddin.Core.Contacts.Import;

/// <summary>What became of the rows so far.</summary>
internal sealed record ImportCounts
{
    public long Read { get; init; }

    public long Created { get; init; }

    public long Updated { get; init; }

    public long Unchanged { get; init; }

    public long Rejected { get; init; }

    public long PossibleDuplicates { get; init; }

    public static ImportCounts Of(ImportRun run) => new()
    {
        Read = run.Read,
        Created = run.Created,
        Updated = run.Updated,
        Unchanged = run.Unchanged,
        Rejected = run.Rejected,
        PossibleDuplicates = run.PossibleDuplicates,
    };
}

using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Duplicates;

/// <summary>No such pair, or one of the two is not for this reader.</summary>
public sealed record PairUnknown(long AId, long BId) : NotFoundError($"Contacts {AId} and {BId} are no pair that you can see. One of them may have been merged meanwhile.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [AId, BId];
}

/// <summary>A contact cannot be merged with itself.</summary>
public sealed record SameContact() : RuleError("These two are the same contact already. Choose another one to merge with.");

/// <summary>Somebody changed one of the two since they were compared; what changed is told.</summary>
/// <param name="Changes">The contacts that changed.</param>
public sealed record PairChangedMeanwhile(IReadOnlyList<ContactChanges> Changes)
    : ConflictError("Somebody changed one of the two while you were comparing them. Look at what changed, and merge again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [.. Changes];
}

/// <summary>How a contact changed since a version of it was seen.</summary>
/// <param name="Id">The contact.</param>
/// <param name="YourVersion">The version that was seen.</param>
/// <param name="CurrentVersion">The version that stands.</param>
/// <param name="Differences">Each changed field: as it is, and as it was seen.</param>
public sealed record ContactChanges(long Id, int YourVersion, int CurrentVersion, IReadOnlyList<FieldDifference> Differences);

/// <summary>No such merge, or it was taken back already.</summary>
public sealed record MergeUnknown(long ChangeSetId) : NotFoundError($"There is no merge {ChangeSetId} that could be taken back. It may have been taken back already.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [ChangeSetId];
}

/// <summary>The journal of the merge was erased, so nobody knows any more what was whose.</summary>
public sealed record MergeJournalErased() : ConflictError("What this merge did was erased from the journal on a person's request, so it cannot be taken back.");

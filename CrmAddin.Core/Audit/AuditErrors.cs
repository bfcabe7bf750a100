using CrmAddin.Core.Results;

namespace CrmAddin.Core.Audit;

/// <summary>No such change set, or it is about somebody whom the reader does not see.</summary>
public sealed record ChangeSetUnknown(long Id) : NotFoundError($"There is no change {Id}, or it belongs to another team.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>The change set was taken back before.</summary>
public sealed record ChangeAlreadyUndone(long Id) : ConflictError("This change was taken back before. Reload to see how things stand.");

/// <summary>Changes of this origin are not taken back here.</summary>
public sealed record ChangeNotUndoable(ChangeOrigin Origin)
    : RuleError("This kind of change is not taken back here: an import, a merge and a split have their own undo, and an export or erasure has none.");

/// <summary>Somebody changed the same rows in the same moment.</summary>
public sealed record ChangedWhileUndoing() : ConflictError("Somebody changed the same data in this moment. Reload and try again.");

using CrmAddin.Core.Results;

namespace CrmAddin.Core.Privacy;

/// <summary>A person's data leave the house whole only by the hand of a manager or administrator.</summary>
public sealed record MayNotExportPerson() : ForbiddenError("Only a manager or an administrator may take out everything about a person.");

/// <summary>The name that confirms an erasure is not the person's.</summary>
public sealed record ErasureNotConfirmed(string Name) : RuleError($"Type the name as it is shown, \"{Name}\". Erasing cannot be taken back.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Somebody with this address or phone was erased on request.</summary>
public sealed record PersonWasErased(string Value)
    : ConflictError($"The person with {Value} was erased on their own request. Save only if they agreed anew, and say how.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Value];
}

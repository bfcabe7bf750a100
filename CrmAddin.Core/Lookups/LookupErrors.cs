using CrmAddin.Core.Results;

namespace CrmAddin.Core.Lookups;

/// <summary>No such item.</summary>
public sealed record LookupItemUnknown(long Id) : NotFoundError($"There is no list item {Id}. Reload the page.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Id];
}

/// <summary>An item without a name.</summary>
public sealed record LookupNeedsName() : RuleError("An item needs a name.");

/// <summary>Another item of the list has the name.</summary>
public sealed record LookupNameTaken(string Name) : ConflictError($"\"{Name}\" is already on the list. Merge the two, or choose another name.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Two items that cannot be made one.</summary>
public sealed record LookupsNotAlike(string A, string B)
    : RuleError($"\"{A}\" and \"{B}\" cannot be merged: choose two different items of the same list.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [A, B];
}

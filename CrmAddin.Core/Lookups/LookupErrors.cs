using CrmAddin.Core.Results;

namespace CrmAddin.Core.Lookups;

/// <summary>Two items that cannot be made one.</summary>
public sealed record LookupsNotAlike(string A, string B)
    : RuleError($"\"{A}\" and \"{B}\" cannot be merged: choose two different items of the same list.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [A, B];
}

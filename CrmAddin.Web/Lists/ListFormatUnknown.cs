using CrmAddin.Core.Results;

namespace CrmAddin.Web.Lists;

/// <summary>The format is not one that lists are written in.</summary>
public sealed record ListFormatUnknown(string Format) : RuleError($"A list cannot be written as \"{Format}\"; take xlsx or csv.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Format];
}

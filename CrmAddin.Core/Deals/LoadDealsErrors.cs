using CrmAddin.Core.Results;

namespace CrmAddin.Core.Deals;

/// <summary>There is no pipeline of that name.</summary>
public sealed record PipelineUnknown(string Name, string Known) : NotFoundError($"There is no pipeline \"{Name}\". Pipelines are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, Known];
}

using CrmAddin.Core.Results;

namespace CrmAddin.Web.Http;

/// <summary>A field of a form holds what it cannot.</summary>
public sealed record FormValueWrong(string Field, string Value) : RuleError($"\"{Value}\" cannot be read in the field {Field}: dates are like 2026-12-31, numbers like 1250.50.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field, Value];
}

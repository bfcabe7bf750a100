using CrmAddin.Core.Results;

namespace CrmAddin.Core.Filters;

/// <summary>The text is no filter.</summary>
public sealed record FilterUnreadable() : RuleError("This filter cannot be read. Build it anew with the conditions on the page.");

/// <summary>More than a filter may hold.</summary>
public sealed record FilterTooLarge(int MostConditions) : RuleError($"A filter may have {MostConditions} conditions in 4 levels. Leave some out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [MostConditions];
}

/// <summary>No such field.</summary>
public sealed record FilterFieldUnknown(string Field) : RuleError($"There is no field \"{Field}\" to filter by. It may have been removed; take the condition out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field];
}

/// <summary>The field does not know the operator.</summary>
public sealed record FilterOperatorUnfit(string Field, string Operator) : RuleError($"The field \"{Field}\" cannot be asked for \"{Operator}\". Choose another condition.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field, Operator];
}

/// <summary>The condition lacks its value.</summary>
public sealed record FilterValueMissing(string Field) : RuleError($"Write a value for \"{Field}\", or take the condition out.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field];
}

/// <summary>The value does not fit the field.</summary>
public sealed record FilterValueWrong(string Field, string Value) : RuleError($"\"{Value}\" is no value for \"{Field}\". Choose one of the list, or write a number or a date like 2026-12-31.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field, Value];
}

/// <summary>No filter of that name.</summary>
public sealed record SavedFilterUnknown(string Name) : NotFoundError($"There is no saved filter \"{Name}\".")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Several users have a filter of that name.</summary>
public sealed record SavedFilterAmbiguous(string Name, IReadOnlyList<string> UserNames)
    : RuleError($"Several users have a filter \"{Name}\": write {string.Join(" or ", UserNames.Select(u => $"{u}/{Name}"))}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name, string.Join(", ", UserNames)];
}

/// <summary>The user has a filter of that name.</summary>
public sealed record SavedFilterNameTaken(string Name) : ConflictError($"You already have a filter \"{Name}\". Choose another name.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>A saved filter needs a name.</summary>
public sealed record SavedFilterNeedsName() : RuleError("Give the filter a name of at most 200 letters.");

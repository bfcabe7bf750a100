using CrmAddin.Core.Results;

namespace CrmAddin.Core.CustomFields;

/// <summary>A value that its custom field cannot hold.</summary>
public sealed record CustomValueWrong(string Field, string Value, string Expected)
    : RuleError($"\"{Value}\" is no value for {Field}: {Expected}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Field, Value];
}

/// <summary>No such custom field.</summary>
public sealed record CustomFieldUnknown(string Key) : NotFoundError($"There is no field \"{Key}\". Look at the list of fields under Set-up.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Key];
}

/// <summary>A field needs a name.</summary>
public sealed record CustomFieldNeedsName() : RuleError("A field needs a name in English or Arabic.");

/// <summary>Another field of the same entity has the key.</summary>
public sealed record CustomFieldNameTaken(string Name) : ConflictError($"There is already a field \"{Name}\". Choose another name, or bring the retired one back.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>A choice field without anything to choose from.</summary>
public sealed record CustomFieldNeedsChoices(string Name) : RuleError($"{Name} is a choice: write at least one item, one a line.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Somebody changed the field since it was read.</summary>
public sealed record CustomFieldChangedMeanwhile(string Name) : ConflictError($"Somebody changed the field {Name} while you were editing. Reload the page and try again.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

/// <summary>Fields that must be filled are empty.</summary>
/// <param name="Fields">Names of the fields, as <see cref="RequiredField.Field"/> writes them.</param>
public sealed record RequiredFieldsEmpty(IReadOnlyList<string> Fields)
    : RuleError($"These fields must be filled in before saving: {string.Join(", ", Fields)}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [string.Join("، ", Fields)];
}

/// <summary>The reader's role may not change fields and lists.</summary>
public sealed record MayNotAdminister() : ForbiddenError("Only an administrator may do this.");

/// <summary>The kind of a field that has values cannot change.</summary>
public sealed record CustomFieldHasValues(string Name)
    : ConflictError($"{Name} already has values, so its kind stays. Retire it and make a new field.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Name];
}

using CrmAddin.Core.CustomFields;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Fields;

/// <summary>Labels of the fields that can be required.</summary>
public static class FieldLabels
{
    private static readonly HashSet<string> Basics = [.. Enum.GetNames<Core.Contacts.BasicField>()];

    /// <summary>The label of a field, as <see cref="RequiredField.Field"/> writes it; a custom field's key stands for itself.</summary>
    public static string Of(string field)
    {
        if (field.StartsWith(RequiredFieldCheck.CustomPrefix, StringComparison.Ordinal))
            return field[RequiredFieldCheck.CustomPrefix.Length..];
        var basic = char.ToUpperInvariant(field[0]) + field[1..];
        return UiTexts.T(Basics.Contains(basic) ? "basic." + basic : "field." + field);
    }
}

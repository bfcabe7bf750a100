using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using CrmAddin.Web.Texts;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Sheets;

/// <summary>The firm's own fields as columns of a sheet to edit. Their keys are those of <see cref="RequiredField.Field"/>.</summary>
public sealed class CustomColumns
{
    private readonly List<CustomField> _fields;

    private CustomColumns(List<CustomField> fields) => _fields = fields;

    /// <summary>Reads the fields that forms offer.</summary>
    public static async Task<CustomColumns> ReadAsync(CrmDb db, FieldEntity entity, CancellationToken cancel) =>
        new(await CustomFieldQuery.Offered(db, entity).ToListAsync(cancel));

    /// <summary>The sheet's own columns and those of the firm after them. Two columns of a table of Excel never have the same heading.</summary>
    public IReadOnlyList<SheetColumn> After(IReadOnlyList<SheetColumn> own)
    {
        var taken = own.Select(column => column.Heading).ToHashSet(StringComparer.OrdinalIgnoreCase);
        List<SheetColumn> all = [.. own];
        foreach (var field in _fields)
        {
            var name = field.NameIn(UiTexts.Language);
            var heading = name;
            for (var number = 2; !taken.Add(heading); number++)
                heading = $"{name} {number}";
            all.Add(new(KeyOf(field), KindOf(field), true, ChoicesOf(field)) { Heading = heading });
        }

        return all;
    }

    /// <summary>A record's values in the firm's own columns, added to those in the others.</summary>
    public IReadOnlyDictionary<string, string?> Fill(Dictionary<string, string?> values, IEnumerable<CustomFieldValue> rows)
    {
        var byField = rows.ToLookup(row => row.CustomFieldId);
        foreach (var field in _fields)
            values[KeyOf(field)] = TextOf(field, [.. byField[field.Id]]);
        return values;
    }

    /// <summary>The changes of the firm's own columns as the actions take them; an empty text clears a field.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Changed(IReadOnlyDictionary<string, string?> changes) =>
        changes.Where(change => change.Key.StartsWith(RequiredFieldCheck.CustomPrefix, StringComparison.Ordinal))
            .ToDictionary(change => change.Key[RequiredFieldCheck.CustomPrefix.Length..], change => (IReadOnlyList<string>)[change.Value ?? ""]);

    private static string KeyOf(CustomField field) => RequiredFieldCheck.CustomPrefix + field.Key;

    // Excel's lists hold one choice a cell, so that several are written as text.
    private static SheetKind KindOf(CustomField field) => field.Kind switch
    {
        CustomFieldKind.Number or CustomFieldKind.Money => SheetKind.Number,
        CustomFieldKind.Date => SheetKind.Day,
        CustomFieldKind.YesNo or CustomFieldKind.Choice => SheetKind.Choice,
        _ => SheetKind.Text,
    };

    private static IReadOnlyList<string>? ChoicesOf(CustomField field) => field.Kind switch
    {
        CustomFieldKind.YesNo => [UiTexts.T("yes"), UiTexts.T("no")],
        CustomFieldKind.Choice => [.. InOrder(field).Where(choice => !choice.IsRetired).Select(choice => choice.NameIn(UiTexts.Language))],
        _ => null,
    };

    private static IEnumerable<CustomFieldChoice> InOrder(CustomField field) => field.Choices.OrderBy(choice => choice.Position).ThenBy(choice => choice.Id);

    private static string? TextOf(CustomField field, CustomFieldValue[] rows) => (field.Kind, rows) switch
    {
        (_, []) => null,
        (CustomFieldKind.YesNo, _) => UiTexts.T(rows[0].Number == 1 ? "yes" : "no"),
        (CustomFieldKind.ContactLink, [{ LinkedContact: { } linked }, ..]) => CustomFieldText.Link(linked),
        (CustomFieldKind.MultiChoice, _) => CustomFieldText.Write(field, InOrder(field).SelectMany(choice => rows.Where(row => row.ChoiceId == choice.Id)), UiTexts.Language),
        _ => CustomFieldText.Write(field, rows, UiTexts.Language),
    };
}

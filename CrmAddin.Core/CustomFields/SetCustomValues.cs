using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>Puts texts into the custom values of a record. Saves nothing.</summary>
internal sealed class SetCustomValues(CrmDb db)
{
    /// <summary>
    /// Changes the rows of the named fields; an empty list clears a field. Null, or why a value is refused:
    /// <see cref="CustomFieldUnknown"/>, <see cref="CustomValueWrong"/>.
    /// </summary>
    public async Task<Error?> RunAsync(
        FieldEntity entity, List<CustomFieldValue> rows, IReadOnlyDictionary<string, IReadOnlyList<string>> given, CancellationToken cancel)
    {
        var keys = given.Keys.ToList();
        var fields = await db.CustomFields.AsNoTracking().Include(f => f.Choices).Where(f => f.Entity == entity && keys.Contains(f.Key)).ToListAsync(cancel);
        foreach (var (key, texts) in given)
        {
            if (fields.Find(f => f.Key == key) is not { } field)
                return new CustomFieldUnknown(key);
            var wanted = CustomFieldText.Read(field, texts);
            if (!wanted.Succeeded)
                return wanted.Error;
            if (await UnknownLinkAsync(field, rows, wanted.Value, cancel) is { } unknown)
                return unknown;
            Replace(rows, field, wanted.Value);
        }
        return null;
    }

    // A link to somebody whom the reader does not see stays as the form sends it back.
    private async Task<Error?> UnknownLinkAsync(CustomField field, List<CustomFieldValue> rows, IReadOnlyList<CustomFieldValue> wanted, CancellationToken cancel)
    {
        if (wanted is not [{ LinkedContactId: { } id }] || rows.Exists(r => r.CustomFieldId == field.Id && r.LinkedContactId == id) || await db.Contacts.AnyAsync(c => c.Id == id, cancel))
            return null;
        return new CustomValueWrong(field.Name, id.ToString(System.Globalization.CultureInfo.InvariantCulture), "there is no such contact");
    }

    private static void Replace(List<CustomFieldValue> rows, CustomField field, IReadOnlyList<CustomFieldValue> wanted)
    {
        var missing = wanted.ToList();
        var spare = rows.Where(r => r.CustomFieldId == field.Id && missing.RemoveAll(m => SameValue(m, r)) == 0).ToList();
        foreach (var value in missing)
        {
            if (spare.FirstOrDefault() is not { } row)
            {
                rows.Add(value);
                continue;
            }
            spare.Remove(row);
            (row.Text, row.Number, row.Day, row.ChoiceId, row.LinkedContactId) = (value.Text, value.Number, value.Day, value.ChoiceId, value.LinkedContactId);
        }
        rows.RemoveAll(spare.Contains);
    }

    private static bool SameValue(CustomFieldValue a, CustomFieldValue b) =>
        (a.Text, a.Number, a.Day, a.ChoiceId, a.LinkedContactId) == (b.Text, b.Number, b.Day, b.ChoiceId, b.LinkedContactId);
}

using System.Globalization;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.CustomFields;

/// <summary>Values of custom fields as texts: what forms, files and filters hand in and get back.</summary>
public static class CustomFieldText
{
    /// <summary>Stands between the key of a linked contact and its name, which is for people to read.</summary>
    public const char LinkSeparator = '·';

    private const decimal MostNumber = 1_000_000_000_000m;

    private static readonly string[] Yes = ["yes", "true", "1", "y", "x", "on", "نعم", "صح"];
    private static readonly string[] No = ["no", "false", "0", "n", "off", "لا", "خطا"];

    /// <summary>
    /// Reads texts into the rows of a field: none for empty texts, one for each item of a multi-choice. A contact link is read from
    /// the linked contact's key. Errors: <see cref="CustomValueWrong"/>.
    /// </summary>
    public static Result<IReadOnlyList<CustomFieldValue>> Read(CustomField field, IEnumerable<string> texts)
    {
        var given = texts.Select(t => t.Trim()).Where(t => t.Length > 0).ToList();
        if (field.Kind == CustomFieldKind.MultiChoice)
            given = [.. given.SelectMany(t => t.Split([';', '\n', '؛'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        else if (given.Count > 1)
            given = [given[0]];
        var rows = new List<CustomFieldValue>();
        foreach (var text in given)
        {
            if (ReadOne(field, text) is not { } row)
                return new CustomValueWrong(field.Name, text, Expected(field));
            if (!rows.Exists(r => r.ChoiceId is not null && r.ChoiceId == row.ChoiceId))
                rows.Add(row);
        }
        return rows;
    }

    /// <summary>The rows of one field as text; items of a multi-choice joined by "; ". Needs the choices loaded.</summary>
    public static string Write(CustomField field, IEnumerable<CustomFieldValue> rows, string language = "en") => string.Join("; ", rows.Select(r => field.Kind switch
    {
        CustomFieldKind.Text => r.Text,
        CustomFieldKind.Number or CustomFieldKind.Money => r.Number?.ToString("0.####", CultureInfo.InvariantCulture),
        CustomFieldKind.YesNo => r.Number == 1 ? "yes" : "no",
        CustomFieldKind.Date => r.Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        CustomFieldKind.ContactLink => r.LinkedContactId?.ToString(CultureInfo.InvariantCulture),
        _ => field.Choices.Find(c => c.Id == r.ChoiceId)?.NameIn(language),
    }).Where(t => !string.IsNullOrEmpty(t)));

    /// <summary>A linked contact as forms and sheets show it: its key, which is read again, and its name, which is for people.</summary>
    public static string Link(Contact linked) => string.Create(CultureInfo.InvariantCulture, $"{linked.Id} {LinkSeparator} {linked.DisplayName}");

    /// <summary>A number as files write it, within what the store can keep; null when it is none.</summary>
    public static decimal? Number(string text) => FieldText.Number(text) is { } number && Math.Abs(number) < MostNumber ? number : null;

    /// <summary>A day in one of the usual forms, the day before the month; null when it is none.</summary>
    public static DateOnly? Day(string text) => FieldText.Day(text);

    /// <summary>Yes or no in either language; null for anything else.</summary>
    public static bool? YesNo(string text) => SearchText.Fold(text) switch
    {
        var word when Yes.Contains(word) => true,
        var word when No.Contains(word) => false,
        _ => null,
    };

    private static CustomFieldValue? ReadOne(CustomField field, string text)
    {
        var row = new CustomFieldValue { CustomFieldId = field.Id };
        switch (field.Kind)
        {
            case CustomFieldKind.Text:
                (row.Text, row.TextKey) = (text, CustomFieldValue.KeyOf(text));
                return row;
            case CustomFieldKind.Number or CustomFieldKind.Money:
                row.Number = Number(text);
                return row.Number is null ? null : row;
            case CustomFieldKind.YesNo:
                row.Number = YesNo(text) switch { true => 1, false => 0, null => null };
                return row.Number is null ? null : row;
            case CustomFieldKind.Date:
                row.Day = Day(text);
                return row.Day is null ? null : row;
            case CustomFieldKind.ContactLink:
                row.LinkedContactId = long.TryParse(text.Split(LinkSeparator)[0].Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
                return row.LinkedContactId is null ? null : row;
            default:
                row.ChoiceId = Choice(field, text)?.Id;
                return row.ChoiceId is null ? null : row;
        }
    }

    private static CustomFieldChoice? Choice(CustomField field, string text)
    {
        var key = SearchText.Fold(text);
        return field.Choices.Find(c => SearchText.Fold(c.Name) == key || SearchText.Fold(c.NameArabic) == key)
            ?? (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? field.Choices.Find(c => c.Id == id) : null);
    }

    private static string Expected(CustomField field) => field.Kind switch
    {
        CustomFieldKind.Number or CustomFieldKind.Money => "write a number like 1250.50",
        CustomFieldKind.Date => "write a date like 2026-12-31",
        CustomFieldKind.YesNo => "write yes or no",
        CustomFieldKind.ContactLink => "write the number of a contact",
        _ => $"choose one of {string.Join(", ", field.Choices.Where(c => !c.IsRetired).Select(c => c.Name))}",
    };
}

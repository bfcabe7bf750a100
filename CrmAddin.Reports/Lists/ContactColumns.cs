using CrmAddin.Core.Contacts;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Lists;

/// <summary>How many columns the contacts of a store need: the most phones, addresses and so on that one of them has, and the firm's own fields.</summary>
/// <param name="Phones">Phones.</param>
/// <param name="Emails">E-mail addresses.</param>
/// <param name="Addresses">Postal addresses.</param>
/// <param name="Profiles">Profiles.</param>
/// <param name="Children">Children.</param>
/// <param name="CustomFields">Own fields.</param>
internal sealed record ContactShape(int Phones, int Emails, int Addresses, int Profiles, int Children, IReadOnlyList<CustomField> CustomFields);

/// <summary>The columns of contacts in a table. Our own import reads every one of them back, by its heading in either language.</summary>
internal static class ContactColumns
{
    /// <summary>More columns than these of one kind nobody reads: the last one holds the rest, joined.</summary>
    public const int MostOfAKind = 8;

    private const string Joint = " ::: ";

    private static readonly ImportField[] NameFields =
    [
        ImportField.Id, ImportField.DisplayName, ImportField.Honorific, ImportField.GivenName, ImportField.MiddleName, ImportField.FamilyName, ImportField.Suffix,
        ImportField.NameOtherScript, ImportField.JobTitle, ImportField.Account,
    ];

    /// <summary>Every column that the shape needs.</summary>
    public static IReadOnlyList<FieldTarget> All(ContactShape shape) =>
    [
        .. NameFields.Select(f => new FieldTarget(f)),
        .. Several(shape.Phones, ImportField.PhoneKind, ImportField.Phone),
        .. Several(shape.Emails, ImportField.EmailKind, ImportField.Email),
        .. Several(shape.Addresses, [.. Enumerable.Range((int)ImportField.AddressKind, ImportField.Longitude - ImportField.AddressKind + 1).Select(f => (ImportField)f)]),
        .. ContactValues.SingleFields.Except(NameFields).Select(f => new FieldTarget(f)),
        .. Several(shape.Profiles, ImportField.ProfileKind, ImportField.Profile),
        .. Several(shape.Children, ImportField.Child, ImportField.ChildBirthday),
        .. shape.CustomFields.Select(f => new FieldTarget(ImportField.Custom, f.Key)),
    ];

    /// <summary>Whether a column of contacts can be written for a target.</summary>
    public static bool CanWrite(FieldTarget target) => target.Field == ImportField.Custom
        || (target is { Qualifier: null, Number: 0 } && ContactValues.SingleFields.Contains(target.Field))
        || (target is { Qualifier: null, Number: >= 1 and <= MostOfAKind } && IsOneOfSeveral(target.Field));

    /// <summary>The columns with headings and values.</summary>
    public static IReadOnlyList<DataColumn<ContactRecord>> In(IReadOnlyList<FieldTarget> targets, ReportLanguage language)
    {
        var isArabic = language.Code == "ar";
        return [.. targets.Select(target => Column(target, FieldHeaders.Of(target, isArabic), isLast: target.Number == MostOfAKind, isArabic))];
    }

    private static bool IsOneOfSeveral(ImportField field) => field is ImportField.Phone or ImportField.PhoneKind or ImportField.Email or ImportField.EmailKind
        or (>= ImportField.AddressKind and <= ImportField.Longitude) or ImportField.Profile or ImportField.ProfileKind or ImportField.Child or ImportField.ChildBirthday;

    private static IEnumerable<FieldTarget> Several(int most, params ImportField[] fields) =>
        Enumerable.Range(1, Math.Min(most, MostOfAKind)).SelectMany(n => fields.Select(f => new FieldTarget(f, null, n)));

    private static DataColumn<ContactRecord> Column(FieldTarget target, string heading, bool isLast, bool isArabic)
    {
        var (field, at) = (target.Field, target.Number - 1);
        return field switch
        {
            ImportField.Birthday => DataColumn<ContactRecord>.AnyDate(heading, 14, c => c.BirthdayOn),
            ImportField.Anniversary => DataColumn<ContactRecord>.AnyDate(heading, 14, c => c.AnniversaryOn),
            ImportField.SpouseBirthday => DataColumn<ContactRecord>.AnyDate(heading, 14, c => c.SpouseBirthdayOn),
            ImportField.EngagementScore => DataColumn<ContactRecord>.PlainNumber(heading, DataKind.Whole, 10, c => c.EngagementScore),
            ImportField.InterestScore => DataColumn<ContactRecord>.PlainNumber(heading, DataKind.Whole, 10, c => c.InterestScore),
            ImportField.AbilityScore => DataColumn<ContactRecord>.PlainNumber(heading, DataKind.Whole, 10, c => c.AbilityScore),
            ImportField.Budget => DataColumn<ContactRecord>.PlainNumber(heading, DataKind.Money, 16, c => c.Budget),
            _ => DataColumn<ContactRecord>.Text(heading, WidthOf(field), TextOf(target, at, isLast, isArabic)),
        };
    }

    private static Func<ContactRecord, string?> TextOf(FieldTarget target, int at, bool isLast, bool isArabic)
    {
        var field = target.Field;
        return field switch
        {
            ImportField.Phone => c => Part(c.Phones, at, isLast, p => p.Raw),
            ImportField.PhoneKind => c => Part(c.Phones, at, isLast, p => FieldWords.Of(p.Kind, isArabic)),
            ImportField.Email => c => Part(c.Emails, at, isLast, e => e.Address),
            ImportField.EmailKind => c => Part(c.Emails, at, isLast, e => FieldWords.Of(e.Kind, isArabic)),
            ImportField.Profile => c => Part(c.Profiles, at, isLast, p => p.Url),
            ImportField.ProfileKind => c => Part(c.Profiles, at, isLast, p => FieldWords.Of(p.Kind, isArabic)),
            ImportField.Child => c => Part(c.Children, at, isLast, x => x.Name),
            ImportField.ChildBirthday => c => Part(c.Children, at, isLast, x => ContactValues.Day(x.BirthdayOn)),
            ImportField.Custom => c => c.Custom.GetValueOrDefault(target.Qualifier!),
            >= ImportField.AddressKind and <= ImportField.Longitude => c => Part(c.Addresses, at, isLast, a => ContactValues.Text(a, field, isArabic)),
            _ => c => ContactValues.Text(c, field, isArabic),
        };
    }

    private static string? Part<T>(IReadOnlyList<T> values, int at, bool isLast, Func<T, string?> text)
    {
        if (at >= values.Count)
            return null;
        if (!isLast || values.Count == at + 1)
            return text(values[at]);
        var rest = values.Skip(at).Select(text).ToList();
        return rest.TrueForAll(string.IsNullOrEmpty) ? null : string.Join(Joint, rest);
    }

    private static double WidthOf(ImportField field) => field switch
    {
        ImportField.Email or ImportField.DisplayName or ImportField.Account or ImportField.Notes or ImportField.Street or ImportField.Website or ImportField.Profile => 30,
        ImportField.PhoneKind or ImportField.EmailKind or ImportField.AddressKind or ImportField.ProfileKind or ImportField.Level or ImportField.Status
            or ImportField.Language or ImportField.Honorific or ImportField.Suffix or ImportField.BudgetCurrency => 11,
        _ => 18,
    };
}

using System.Globalization;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>All values of a person as text, each with where it would go: what exports write and what two records are compared by.</summary>
public static class ContactValues
{
    /// <summary>The values, in the order of the fields; <see cref="RecordBuilder"/> makes the same person of them.</summary>
    public static IEnumerable<(FieldTarget Target, string Value)> Of(ContactRecord record, bool isArabic = false) =>
        Single(record, isArabic).Concat(Several(record, isArabic)).Where(v => !string.IsNullOrEmpty(v.Value)).Select(v => (v.Target, v.Value!));

    private static IEnumerable<(FieldTarget Target, string? Value)> Single(ContactRecord record, bool isArabic) => SingleFields.Select(f => (new FieldTarget(f), Text(record, f, isArabic)));

    /// <summary>The fields that a person has one value of.</summary>
    public static IReadOnlyList<ImportField> SingleFields { get; } =
    [
        ImportField.Id, ImportField.Honorific, ImportField.GivenName, ImportField.MiddleName, ImportField.FamilyName, ImportField.Suffix, ImportField.DisplayName,
        ImportField.NameOtherScript, ImportField.JobTitle, ImportField.Account, ImportField.Website, ImportField.Notes, ImportField.Source, ImportField.Groups,
        ImportField.Types, ImportField.Tags, ImportField.Status, ImportField.Level, ImportField.EngagementScore, ImportField.InterestScore, ImportField.AbilityScore,
        ImportField.Language, ImportField.TimeZone, ImportField.BestTimeToCall, ImportField.Birthday, ImportField.Anniversary, ImportField.Spouse,
        ImportField.SpouseBirthday, ImportField.Hobbies, ImportField.Education, ImportField.Interests, ImportField.Lifestyle, ImportField.Budget,
        ImportField.BudgetCurrency, ImportField.PurchasePreferences, ImportField.Concerns, ImportField.DoNotContact, ImportField.Owner,
    ];

    /// <summary>The text of a field that a person has one value of; null when there is none.</summary>
    public static string? Text(ContactRecord record, ImportField field, bool isArabic = false) => field switch
    {
        ImportField.Id => record.FileId,
        ImportField.Honorific => record.Honorific,
        ImportField.GivenName => record.GivenName,
        ImportField.MiddleName => record.MiddleName,
        ImportField.FamilyName => record.FamilyName,
        ImportField.Suffix => record.Suffix,
        ImportField.DisplayName => record.DisplayName,
        ImportField.NameOtherScript => record.NameOtherScript,
        ImportField.JobTitle => record.JobTitle,
        ImportField.Account => record.Account,
        ImportField.Website => record.Website,
        ImportField.Notes => record.Notes,
        ImportField.Source => record.Source,
        ImportField.Groups => List(record.Groups),
        ImportField.Types => List(record.Types),
        ImportField.Tags => List(record.Tags),
        ImportField.Status => record.Status is { } status ? FieldWords.Of(status, isArabic) : null,
        ImportField.Level => record.Level is { } level ? FieldWords.Of(level, isArabic) : null,
        ImportField.EngagementScore => Number(record.EngagementScore),
        ImportField.InterestScore => Number(record.InterestScore),
        ImportField.AbilityScore => Number(record.AbilityScore),
        ImportField.Language => record.Language,
        ImportField.TimeZone => record.TimeZone,
        ImportField.BestTimeToCall => record.BestTimeToCall,
        ImportField.Birthday => Day(record.BirthdayOn),
        ImportField.Anniversary => Day(record.AnniversaryOn),
        ImportField.Spouse => record.SpouseName,
        ImportField.SpouseBirthday => Day(record.SpouseBirthdayOn),
        ImportField.Hobbies => record.Hobbies,
        ImportField.Education => record.Education,
        ImportField.Interests => record.Interests,
        ImportField.Lifestyle => record.Lifestyle,
        ImportField.Budget => record.Budget?.ToString("0.############################", CultureInfo.InvariantCulture),
        ImportField.BudgetCurrency => record.BudgetCurrency,
        ImportField.PurchasePreferences => record.PurchasePreferences,
        ImportField.Concerns => record.Concerns,
        ImportField.DoNotContact => record.DoNotContact is { } answer ? FieldWords.Of(answer, isArabic) : null,
        ImportField.Owner => record.Owner,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "A person may have several values of this field."),
    };

    /// <summary>The text of one part of an address; null when there is none.</summary>
    public static string? Text(AddressValue address, ImportField part, bool isArabic = false) => part switch
    {
        ImportField.AddressKind => FieldWords.Of(address.Kind, isArabic),
        ImportField.Street => address.Street,
        ImportField.District => address.District,
        ImportField.City => address.City,
        ImportField.Region => address.Region,
        ImportField.Postcode => address.Postcode,
        ImportField.Country => address.Country,
        ImportField.Latitude => address.Latitude?.ToString("R", CultureInfo.InvariantCulture),
        ImportField.Longitude => address.Longitude?.ToString("R", CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, "This is no part of an address."),
    };

    /// <summary>A day as we write it, yyyy-mm-dd.</summary>
    public static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IEnumerable<(FieldTarget Target, string? Value)> Several(ContactRecord record, bool isArabic)
    {
        foreach (var (i, phone) in record.Phones.Index())
        {
            yield return (new(ImportField.PhoneKind, null, i + 1), FieldWords.Of(phone.Kind, isArabic));
            yield return (new(ImportField.Phone, null, i + 1), phone.Raw);
        }
        foreach (var (i, email) in record.Emails.Index())
        {
            yield return (new(ImportField.EmailKind, null, i + 1), FieldWords.Of(email.Kind, isArabic));
            yield return (new(ImportField.Email, null, i + 1), email.Address);
        }
        foreach (var (i, address) in record.Addresses.Index())
        {
            for (var part = ImportField.AddressKind; part <= ImportField.Longitude; part++)
                yield return (new(part, null, i + 1), Text(address, part, isArabic));
        }
        foreach (var (i, profile) in record.Profiles.Index())
        {
            yield return (new(ImportField.ProfileKind, null, i + 1), FieldWords.Of(profile.Kind, isArabic));
            yield return (new(ImportField.Profile, null, i + 1), profile.Url);
        }
        foreach (var (i, child) in record.Children.Index())
        {
            yield return (new(ImportField.Child, null, i + 1), child.Name);
            yield return (new(ImportField.ChildBirthday, null, i + 1), Day(child.BirthdayOn));
        }
        foreach (var (name, value) in record.Custom.OrderBy(c => c.Key, StringComparer.Ordinal))
            yield return (new(ImportField.Custom, name), value);
    }

    private static string? List(IReadOnlyList<string> names) => names.Count == 0 ? null : FieldText.Join(names);

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}

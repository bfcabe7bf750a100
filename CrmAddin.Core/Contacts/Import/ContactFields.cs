using System.Globalization;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>The single values of a contact that a file can fill: where each comes from, where it goes, and how long it may be.</summary>
internal static class ContactFields
{
    public const int MaxPhoneLength = 100;

    private const int Name = 200;
    private const int Unlimited = int.MaxValue;

    /// <summary>Texts. Provenance counts the parts of a name as one.</summary>
    public static readonly TextField[] Texts =
    [
        new(ImportField.Honorific, "honorific", "name", Name, r => r.Honorific, c => c.Honorific, (c, v) => c.Honorific = v),
        new(ImportField.GivenName, "given name", "name", Name, r => r.GivenName, c => c.GivenName, (c, v) => c.GivenName = v),
        new(ImportField.MiddleName, "middle name", "name", Name, r => r.MiddleName, c => c.MiddleName, (c, v) => c.MiddleName = v),
        new(ImportField.FamilyName, "family name", "name", Name, r => r.FamilyName, c => c.FamilyName, (c, v) => c.FamilyName = v),
        new(ImportField.Suffix, "suffix", "name", Name, r => r.Suffix, c => c.Suffix, (c, v) => c.Suffix = v),
        new(ImportField.NameOtherScript, "name in the other script", "name", Name, r => r.NameOtherScript, c => c.NameOtherScript, (c, v) => c.NameOtherScript = v),
        new(ImportField.JobTitle, "job title", "jobTitle", Name, r => r.JobTitle, c => c.JobTitle, (c, v) => c.JobTitle = v),
        new(ImportField.Website, "web page", "website", 500, r => r.Website, c => c.Website, (c, v) => c.Website = v),
        new(ImportField.Notes, "notes", "correspondenceNotes", Unlimited, r => r.Notes, c => c.CorrespondenceNotes, (c, v) => c.CorrespondenceNotes = v),
        new(ImportField.Language, "language", "language", 10, r => r.Language, c => c.Language, (c, v) => c.Language = v),
        new(ImportField.TimeZone, "time zone", "timeZone", 50, r => r.TimeZone, c => c.TimeZone, (c, v) => c.TimeZone = v),
        new(ImportField.BestTimeToCall, "best time to call", "bestTimeToCall", Name, r => r.BestTimeToCall, c => c.BestTimeToCall, (c, v) => c.BestTimeToCall = v),
        new(ImportField.Spouse, "name of the spouse", "spouseName", Name, r => r.SpouseName, c => c.SpouseName, (c, v) => c.SpouseName = v),
        new(ImportField.Hobbies, "hobbies", "hobbies", Unlimited, r => r.Hobbies, c => c.Hobbies, (c, v) => c.Hobbies = v),
        new(ImportField.Education, "education", "education", Name, r => r.Education, c => c.Education, (c, v) => c.Education = v),
        new(ImportField.Interests, "interests", "interests", Unlimited, r => r.Interests, c => c.Interests, (c, v) => c.Interests = v),
        new(ImportField.Lifestyle, "lifestyle", "lifestyle", Unlimited, r => r.Lifestyle, c => c.Lifestyle, (c, v) => c.Lifestyle = v),
        new(ImportField.BudgetCurrency, "currency of the budget", "budget", 3, r => r.BudgetCurrency, c => c.BudgetCurrency, (c, v) => c.BudgetCurrency = v),
        new(
            ImportField.PurchasePreferences, "purchase preferences", "purchasePreferences", Unlimited, r => r.PurchasePreferences, c => c.PurchasePreferences,
            (c, v) => c.PurchasePreferences = v),
        new(ImportField.Concerns, "concerns", "concerns", Unlimited, r => r.Concerns, c => c.Concerns, (c, v) => c.Concerns = v),
    ];

    /// <summary>Days, numbers and choices.</summary>
    public static readonly ValueField[] Values =
    [
        new("birthdayOn", r => r.BirthdayOn, c => c.BirthdayOn, (c, v) => c.BirthdayOn = (DateOnly)v),
        new("anniversaryOn", r => r.AnniversaryOn, c => c.AnniversaryOn, (c, v) => c.AnniversaryOn = (DateOnly)v),
        new("spouseBirthdayOn", r => r.SpouseBirthdayOn, c => c.SpouseBirthdayOn, (c, v) => c.SpouseBirthdayOn = (DateOnly)v),
        // The store keeps four decimals; what it would round away is no change.
        new("budget", r => r.Budget is { } b ? decimal.Round(b, 4, MidpointRounding.AwayFromZero) : null, c => c.Budget, (c, v) => c.Budget = (decimal)v),
        new("engagementScore", r => r.EngagementScore, c => c.EngagementScore, (c, v) => c.EngagementScore = (int)v),
        new("interestScore", r => r.InterestScore, c => c.InterestScore, (c, v) => c.InterestScore = (int)v),
        new("abilityScore", r => r.AbilityScore, c => c.AbilityScore, (c, v) => c.AbilityScore = (int)v),
        new("status", r => r.Status, c => c.Status, (c, v) => c.Status = (ContactStatus)v),
        new("doNotContact", r => r.DoNotContact is true ? true : null, c => c.DoNotContact, (c, v) => c.DoNotContact = (bool)v),
    ];

    /// <summary>Why a record cannot be kept as it is; null when every value fits.</summary>
    public static RowRefusal? TooLong(ContactRecord record)
    {
        foreach (var field in Texts)
        {
            if (field.Given(record)?.Length > field.MaxLength)
                return new RowValueTooLong(field.Field, field.Label, field.MaxLength);
        }
        if (record.Account?.Length > Name)
            return new RowValueTooLong(ImportField.Account, "name of the firm", Name);
        if (record.Source?.Length > Name || record.Groups.Any(IsLong) || record.Types.Any(IsLong) || record.Tags.Any(IsLong))
            return new RowValueTooLong(ImportField.Groups, "name of a source, group, type or tag", Name);
        if (record.Profiles.Any(p => p.Url.Length > 500))
            return new RowValueTooLong(ImportField.Profile, "address of a profile", 500);
        if (record.Children.Any(c => c.Name.Length > Name))
            return new RowValueTooLong(ImportField.Child, "name of a child", Name);
        if (Math.Abs(record.Budget ?? 0) > 99_999_999_999_999m)
            return new RowBudgetTooLarge();
        int?[] scores = [record.EngagementScore, record.InterestScore, record.AbilityScore];
        return scores.FirstOrDefault(s => s is < 0 or > 10) is { } score ? new RowScoreWrong(score.ToString(CultureInfo.InvariantCulture)) : null;
    }

    private static bool IsLong(string name) => name.Length > Name;

    /// <summary>A text.</summary>
    internal sealed record TextField(
        ImportField Field, string Label, string Provenance, int MaxLength, Func<ContactRecord, string?> Given, Func<Contact, string?> Kept, Action<Contact, string> Keep);

    /// <summary>A day, number or choice.</summary>
    internal sealed record ValueField(string Provenance, Func<ContactRecord, object?> Given, Func<Contact, object?> Kept, Action<Contact, object> Keep);
}

using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Duplicates;

/// <summary>A field of a contact that one side of a merge wins: one column, or a few that only make sense together.</summary>
/// <param name="Name">Its name in requests, journals and forms.</param>
/// <param name="Columns">Properties of <see cref="Contact"/>.</param>
public sealed record MergeField(string Name, params string[] Columns)
{
    /// <summary>First letters of a choice for one of the firm's own fields: "custom:12".</summary>
    public const string CustomPrefix = "custom:";

    /// <summary>The owner, who brings the team along.</summary>
    public const string Owner = "owner";

    /// <summary>Notes: both are kept, one below the other, unless one side is chosen.</summary>
    public const string Notes = "correspondenceNotes";

    /// <summary>All fields, in the order that they are compared on the screen.</summary>
    public static IReadOnlyList<MergeField> All { get; } =
    [
        new("honorific", nameof(Contact.Honorific)),
        new("givenName", nameof(Contact.GivenName)),
        new("middleName", nameof(Contact.MiddleName)),
        new("familyName", nameof(Contact.FamilyName)),
        new("suffix", nameof(Contact.Suffix)),
        new("displayName", nameof(Contact.DisplayName)),
        new("nameOtherScript", nameof(Contact.NameOtherScript)),
        new("jobTitle", nameof(Contact.JobTitle)),
        new("account", nameof(Contact.AccountId)),
        new("status", nameof(Contact.Status)),
        new("level", nameof(Contact.Level), nameof(Contact.EngagementScore), nameof(Contact.InterestScore), nameof(Contact.AbilityScore)),
        new("source", nameof(Contact.SourceId)),
        new("website", nameof(Contact.Website)),
        new("language", nameof(Contact.Language)),
        new("timeZone", nameof(Contact.TimeZone)),
        new("bestTimeToCall", nameof(Contact.BestTimeToCall)),
        new("birthday", nameof(Contact.BirthdayOn)),
        new("anniversary", nameof(Contact.AnniversaryOn)),
        new("spouse", nameof(Contact.SpouseName), nameof(Contact.SpouseBirthdayOn)),
        new("hobbies", nameof(Contact.Hobbies)),
        new("education", nameof(Contact.Education)),
        new("interests", nameof(Contact.Interests)),
        new("lifestyle", nameof(Contact.Lifestyle)),
        new("budget", nameof(Contact.Budget), nameof(Contact.BudgetCurrency)),
        new("purchasePreferences", nameof(Contact.PurchasePreferences)),
        new("concerns", nameof(Contact.Concerns)),
        new("nextAction", nameof(Contact.NextAction), nameof(Contact.NextActionOn)),
        new(Notes, nameof(Contact.CorrespondenceNotes)),
        new(Owner, nameof(Contact.OwnerId), nameof(Contact.TeamId)),
    ];
}

namespace CrmAddin.Core.Contacts;

/// <summary>A text of a contact that a draft may change.</summary>
internal sealed record DraftText(string Field, Func<ContactDraft, string?> Given, Func<Contact, string?> Current, Action<Contact, string?> Set);

/// <summary>The single texts of a draft, once for saving, provenance and the comparison of two versions.</summary>
internal static class DraftTexts
{
    public static readonly IReadOnlyList<DraftText> All =
    [
        new("honorific", d => d.Honorific, c => c.Honorific, (c, t) => c.Honorific = t),
        new("givenName", d => d.GivenName, c => c.GivenName, (c, t) => c.GivenName = t),
        new("middleName", d => d.MiddleName, c => c.MiddleName, (c, t) => c.MiddleName = t),
        new("familyName", d => d.FamilyName, c => c.FamilyName, (c, t) => c.FamilyName = t),
        new("suffix", d => d.Suffix, c => c.Suffix, (c, t) => c.Suffix = t),
        new("displayName", d => d.DisplayName, c => c.DisplayName, (_, _) => { }),
        new("nameOtherScript", d => d.NameOtherScript, c => c.NameOtherScript, (c, t) => c.NameOtherScript = t),
        new("jobTitle", d => d.JobTitle, c => c.JobTitle, (c, t) => c.JobTitle = t),
        new("website", d => d.Website, c => c.Website, (c, t) => c.Website = t),
        new("correspondenceNotes", d => d.CorrespondenceNotes, c => c.CorrespondenceNotes, (c, t) => c.CorrespondenceNotes = t),
    ];
}

using CrmAddin.Core.Contacts;

namespace CrmAddin.Core.Mail.Creation;

/// <summary>The contact that a candidate would be.</summary>
public static class CandidateDraft
{
    /// <summary>The draft, of a firm where there is one.</summary>
    public static ContactDraft Of(CreationCandidate candidate, long? accountId) => new()
    {
        DisplayName = candidate.DisplayName,
        GivenName = candidate.GivenName,
        FamilyName = candidate.FamilyName,
        JobTitle = candidate.JobTitle,
        AccountId = accountId,
        AccountName = accountId is null ? candidate.AccountName : null,
        Emails = [new EmailValue(candidate.AddressKey)],
        Phones = PhonesOf(candidate),
    };

    /// <summary>The candidate's phones.</summary>
    public static IReadOnlyList<PhoneValue> PhonesOf(CreationCandidate candidate) =>
    [
        .. (candidate.Phones ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' ', 2)).Where(parts => parts.Length == 2)
            .Select(parts => new PhoneValue(parts[1], Enum.Parse<PhoneKind>(parts[0]))),
    ];

    /// <summary>Where the values come from, for their provenance.</summary>
    public static string ReadFrom(CreationCandidate candidate) =>
        (candidate.HasSignature ? "signature of message " : "header of message ") + (candidate.ReadFrom ?? "without an id");
}

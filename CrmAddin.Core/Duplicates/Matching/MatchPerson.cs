namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>A person as the matcher reads them: plain values, no rows of the store.</summary>
/// <param name="Id">The contact; 0 for a draft.</param>
public sealed record MatchPerson(long Id)
{
    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>The whole name; read where given and family name are not told apart.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The same name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>E-mail addresses in lower case.</summary>
    public IReadOnlyList<string> Emails { get; init; } = [];

    /// <summary>Phones: E.164 where known, else the text as received.</summary>
    public IReadOnlyList<string> Phones { get; init; } = [];

    /// <summary>Birthday.</summary>
    public DateOnly? BirthdayOn { get; init; }

    /// <summary>The firm, by its name.</summary>
    public string? Account { get; init; }

    /// <summary>Postal addresses.</summary>
    public IReadOnlyList<MatchAddress> Addresses { get; init; } = [];

    /// <summary>Values of fields that name one person: a customer's number, a tax number.</summary>
    public IReadOnlyList<MatchIdentifier> Identifiers { get; init; } = [];
}

/// <summary>A postal address as the matcher reads it.</summary>
public sealed record MatchAddress(string? Street, string? District, string? City, string? Region, string? Postcode);

/// <summary>A value that may name one person.</summary>
/// <param name="Field">The field: only values of one field are compared.</param>
/// <param name="Value">The value as text.</param>
public readonly record struct MatchIdentifier(long Field, string Value);

namespace CrmAddin.Core.Upkeep;

/// <summary>What is wrong with the people on a list that can be worked off.</summary>
public enum UpkeepKind
{
    /// <summary>The basic "name" is empty.</summary>
    MissingName,
    /// <summary>No phone.</summary>
    MissingPhone,
    /// <summary>No e-mail address.</summary>
    MissingEmail,
    /// <summary>No postal address.</summary>
    MissingAddress,
    /// <summary>Neither notes nor logged mail.</summary>
    MissingNotes,
    /// <summary>No source.</summary>
    MissingSource,
    /// <summary>In no database group.</summary>
    MissingGroup,
    /// <summary>No status.</summary>
    MissingStatus,
    /// <summary>No level.</summary>
    MissingLevel,
    /// <summary>No contact type.</summary>
    MissingType,
    /// <summary>Nobody looks after the person.</summary>
    NoOwner,
    /// <summary>Neither phone nor e-mail address.</summary>
    NoPhoneOrEmail,
    /// <summary>No mail, call or visit for some months.</summary>
    NotContacted,
    /// <summary>An address came back.</summary>
    Bounced,
    /// <summary>A phone that is no number of any plan.</summary>
    PhoneOdd,
    /// <summary>An address that cannot be one.</summary>
    EmailOdd,
    /// <summary>A name in capitals throughout.</summary>
    NameAllCaps,
    /// <summary>A name with digits in it.</summary>
    NameWithDigits,
    /// <summary>A birthday to come, or more than 120 years ago.</summary>
    BirthdayOdd,
    /// <summary>An address in a country that nobody knows.</summary>
    CountryUnknown,
    /// <summary>The name in the other script is in the same script.</summary>
    NameInSameScript,
    /// <summary>A field that must be filled is empty.</summary>
    RequiredEmpty,
    /// <summary>Laid aside.</summary>
    Archived,
}

/// <summary>Which list is asked for.</summary>
public sealed record UpkeepRequest
{
    /// <summary>What is wrong.</summary>
    public UpkeepKind Kind { get; init; }

    /// <summary>People not contacted since this moment.</summary>
    public DateTimeOffset ContactedBefore { get; init; }

    /// <summary>Today in the firm's time zone.</summary>
    public DateOnly Today { get; init; }

    /// <summary>Countries of addresses that nobody knows.</summary>
    public IReadOnlyList<string> UnknownCountries { get; init; } = [];

    /// <summary>The empty field, for <see cref="UpkeepKind.RequiredEmpty"/>.</summary>
    public string? Field { get; init; }

    /// <summary>Key of <see cref="Field"/> where it is a custom one.</summary>
    public long? CustomFieldId { get; init; }
}

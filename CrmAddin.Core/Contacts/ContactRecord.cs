namespace CrmAddin.Core.Contacts;

/// <summary>
/// A person as a file holds them: what every format is read into and written from. Lists and custom fields stand by name, because a
/// file knows no keys. Empty lists and nulls say nothing: an import leaves what the store has.
/// </summary>
public sealed record ContactRecord
{
    /// <summary>The file's own id of the person: a column, or a card's UID.</summary>
    public string? FileId { get; init; }

    /// <summary>Honorific as written: "Dr.", "م.".</summary>
    public string? Honorific { get; init; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Middle name or father's name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Suffix.</summary>
    public string? Suffix { get; init; }

    /// <summary>Whole name; null where the file has only its parts.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Position.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Name of the firm.</summary>
    public string? Account { get; init; }

    /// <summary>Phones, the primary one first.</summary>
    public IReadOnlyList<PhoneValue> Phones { get; init; } = [];

    /// <summary>E-mail addresses, the primary one first.</summary>
    public IReadOnlyList<EmailValue> Emails { get; init; } = [];

    /// <summary>Postal addresses.</summary>
    public IReadOnlyList<AddressValue> Addresses { get; init; } = [];

    /// <summary>Web and social profiles.</summary>
    public IReadOnlyList<ProfileValue> Profiles { get; init; } = [];

    /// <summary>Children.</summary>
    public IReadOnlyList<ChildValue> Children { get; init; } = [];

    /// <summary>Names of database groups.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>Names of contact types.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Tags.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Values of custom fields, by the field's key or name; several values of one field joined by "; ".</summary>
    public IReadOnlyDictionary<string, string> Custom { get; init; } = new Dictionary<string, string>();

    /// <summary>Web page.</summary>
    public string? Website { get; init; }

    /// <summary>Free notes.</summary>
    public string? Notes { get; init; }

    /// <summary>Name of the source.</summary>
    public string? Source { get; init; }

    /// <summary>Active or Potential.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>A, B or C.</summary>
    public ContactLevel? Level { get; init; }

    /// <summary>Engagement, 0 to 10.</summary>
    public int? EngagementScore { get; init; }

    /// <summary>Interest, 0 to 10.</summary>
    public int? InterestScore { get; init; }

    /// <summary>Ability to decide, 0 to 10.</summary>
    public int? AbilityScore { get; init; }

    /// <summary>Language the person prefers.</summary>
    public string? Language { get; init; }

    /// <summary>IANA time zone: "Asia/Riyadh".</summary>
    public string? TimeZone { get; init; }

    /// <summary>Best time to call, as free text.</summary>
    public string? BestTimeToCall { get; init; }

    /// <summary>Birthday.</summary>
    public DateOnly? BirthdayOn { get; init; }

    /// <summary>Wedding or work anniversary.</summary>
    public DateOnly? AnniversaryOn { get; init; }

    /// <summary>Name of the spouse.</summary>
    public string? SpouseName { get; init; }

    /// <summary>Birthday of the spouse.</summary>
    public DateOnly? SpouseBirthdayOn { get; init; }

    /// <summary>Hobbies.</summary>
    public string? Hobbies { get; init; }

    /// <summary>Education level.</summary>
    public string? Education { get; init; }

    /// <summary>Interests.</summary>
    public string? Interests { get; init; }

    /// <summary>Lifestyle.</summary>
    public string? Lifestyle { get; init; }

    /// <summary>What the person can spend.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Currency of <see cref="Budget"/>, ISO 4217.</summary>
    public string? BudgetCurrency { get; init; }

    /// <summary>What they look for when they buy.</summary>
    public string? PurchasePreferences { get; init; }

    /// <summary>Concerns and objections.</summary>
    public string? Concerns { get; init; }

    /// <summary>No message of any kind; an import may set it, never take it away.</summary>
    public bool? DoNotContact { get; init; }

    /// <summary>User name of the owner.</summary>
    public string? Owner { get; init; }
}

/// <summary>A phone as a file holds it.</summary>
/// <param name="Raw">Text as received.</param>
/// <param name="Kind">What for.</param>
public sealed record PhoneValue(string Raw, PhoneKind Kind);

/// <summary>An e-mail address as a file holds it.</summary>
/// <param name="Address">Address as received.</param>
/// <param name="Kind">What for.</param>
public sealed record EmailValue(string Address, AddressKind Kind = AddressKind.Work);

/// <summary>A postal address as a file holds it.</summary>
public sealed record AddressValue(
    AddressKind Kind, string? Street, string? District, string? City, string? Region, string? Postcode, string? Country,
    double? Latitude = null, double? Longitude = null);

/// <summary>A web or social profile.</summary>
/// <param name="Kind">Which network.</param>
/// <param name="Url">Address or handle.</param>
public sealed record ProfileValue(ProfileKind Kind, string Url);

/// <summary>A child of a person.</summary>
public sealed record ChildValue(string Name, DateOnly? BirthdayOn);

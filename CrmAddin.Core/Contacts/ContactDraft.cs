using CrmAddin.Core.Audit;

namespace CrmAddin.Core.Contacts;

/// <summary>
/// A contact as a form or a mail hands it in. Null leaves a value as it is; empty text clears it. The groups of fields that a form
/// shows on demand are replaced whole where they are given.
/// </summary>
public sealed record ContactDraft
{
    /// <summary>How a person who was erased on request agreed anew; without it such a person is not saved.</summary>
    public string? NewConsent { get; init; }

    /// <summary>The contact to change; null for a new one.</summary>
    public long? Id { get; init; }

    /// <summary>The version that the reader saw; needed for a change.</summary>
    public int? Version { get; init; }

    /// <summary>Honorific.</summary>
    public string? Honorific { get; init; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; init; }

    /// <summary>Middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; init; }

    /// <summary>Suffix.</summary>
    public string? Suffix { get; init; }

    /// <summary>Display name; made of given, middle and family name where empty.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Name of the firm: matched, or made.</summary>
    public string? AccountName { get; init; }

    /// <summary>The firm by its key, where it is known; it goes before the name.</summary>
    public long? AccountId { get; init; }

    /// <summary>Web page.</summary>
    public string? Website { get; init; }

    /// <summary>One address in one line, as a mail tells it.</summary>
    public string? Address { get; init; }

    /// <summary>Notes.</summary>
    public string? CorrespondenceNotes { get; init; }

    /// <summary>Source, of the list; 0 clears it.</summary>
    public long? SourceId { get; init; }

    /// <summary>Status.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>Level, where it is given without scores.</summary>
    public ContactLevel? Level { get; init; }

    /// <summary>Whether the level is taken away.</summary>
    public bool ClearsLevel { get; init; }

    /// <summary>The three scores; all three set the level.</summary>
    public ScoreDraft? Scores { get; init; }

    /// <summary>No message of any kind.</summary>
    public bool? DoNotContact { get; init; }

    /// <summary>Owner, of the users; 0 for nobody.</summary>
    public long? OwnerId { get; init; }

    /// <summary>All e-mail addresses, the primary one first; null leaves them.</summary>
    public IReadOnlyList<EmailValue>? Emails { get; init; }

    /// <summary>All phones, the primary one first; null leaves them.</summary>
    public IReadOnlyList<PhoneValue>? Phones { get; init; }

    /// <summary>All postal addresses; null leaves them.</summary>
    public IReadOnlyList<AddressValue>? Addresses { get; init; }

    /// <summary>All groups and types, by key of the list's item; null leaves them.</summary>
    public IReadOnlyList<long>? LookupItemIds { get; init; }

    /// <summary>All tags by name; null leaves them.</summary>
    public IReadOnlyList<string>? Tags { get; init; }

    /// <summary>Language, times and profiles; null leaves them.</summary>
    public ReachDraft? Reach { get; init; }

    /// <summary>What is known of the person beyond business; null leaves it.</summary>
    public InnerCircleDraft? InnerCircle { get; init; }

    /// <summary>Custom fields by key, as texts; fields that are not named stay as they are.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Custom { get; init; }
}

/// <summary>The three scores that explain a level, 0 to 10 each; none of the three takes them away.</summary>
public sealed record ScoreDraft(int? Engagement, int? Interest, int? Ability)
{
    /// <summary>Whether those that are there are between 0 and 10.</summary>
    public bool IsInRange => Engagement is null or (>= 0 and <= 10) && Interest is null or (>= 0 and <= 10) && Ability is null or (>= 0 and <= 10);

    /// <summary>Whether some are there and some are not.</summary>
    public bool IsPartial => (Engagement is null, Interest is null, Ability is null) is not ((true, true, true) or (false, false, false));

    /// <summary>The scores that a contact has.</summary>
    public static ScoreDraft Of(Contact contact) => new(contact.EngagementScore, contact.InterestScore, contact.AbilityScore);
}

/// <summary>How and when the person is reached.</summary>
public sealed record ReachDraft
{
    /// <summary>Preferred language.</summary>
    public string? Language { get; init; }

    /// <summary>IANA time zone.</summary>
    public string? TimeZone { get; init; }

    /// <summary>Best time to call.</summary>
    public string? BestTimeToCall { get; init; }

    /// <summary>Day of the next step.</summary>
    public DateOnly? NextActionOn { get; init; }

    /// <summary>The next step.</summary>
    public string? NextAction { get; init; }

    /// <summary>Web and social profiles.</summary>
    public IReadOnlyList<ProfileValue> Profiles { get; init; } = [];
}

/// <summary>The inner circle's fields (الدائرة المقربة).</summary>
public sealed record InnerCircleDraft
{
    /// <summary>Birthday.</summary>
    public DateOnly? BirthdayOn { get; init; }

    /// <summary>Anniversary.</summary>
    public DateOnly? AnniversaryOn { get; init; }

    /// <summary>Spouse's name.</summary>
    public string? SpouseName { get; init; }

    /// <summary>Spouse's birthday.</summary>
    public DateOnly? SpouseBirthdayOn { get; init; }

    /// <summary>Children.</summary>
    public IReadOnlyList<ChildValue> Children { get; init; } = [];

    /// <summary>Hobbies.</summary>
    public string? Hobbies { get; init; }

    /// <summary>Education level.</summary>
    public string? Education { get; init; }

    /// <summary>Interests.</summary>
    public string? Interests { get; init; }

    /// <summary>Lifestyle.</summary>
    public string? Lifestyle { get; init; }

    /// <summary>What they can spend.</summary>
    public decimal? Budget { get; init; }

    /// <summary>Currency of the budget; the firm's where empty.</summary>
    public string? BudgetCurrency { get; init; }

    /// <summary>What they look for when they buy.</summary>
    public string? PurchasePreferences { get; init; }

    /// <summary>Concerns.</summary>
    public string? Concerns { get; init; }
}

/// <summary>Where a draft comes from.</summary>
/// <param name="Origin">Edit or Capture.</param>
/// <param name="From">Address or place of the change.</param>
/// <param name="OriginKey">For a captured person the sender's key, so that two clicks make one contact.</param>
/// <param name="Provenance">What the values were taken from: "signature of message 12".</param>
public sealed record DraftOrigin(ChangeOrigin Origin, string From, string? OriginKey = null, string? Provenance = null)
{
    /// <summary>The change set that the contact belongs to, with others; null begins one of its own.</summary>
    public ChangeSet? Within { get; init; }
}

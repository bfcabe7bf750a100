using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Consent;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Contacts;

/// <summary>Whether the person is buying or selling now.</summary>
public enum ContactStatus
{
    /// <summary>May buy or sell one day.</summary>
    Potential,
    /// <summary>Is buying or selling now.</summary>
    Active,
}

/// <summary>Likelihood to convert.</summary>
public enum ContactLevel
{
    /// <summary>Mean of the three scores is at least <see cref="FigureSettings.LevelAFrom"/>.</summary>
    A,
    /// <summary>Mean is at least <see cref="FigureSettings.LevelBFrom"/>.</summary>
    B,
    /// <summary>Below.</summary>
    C,
}

/// <summary>One person the firm knows (جهة اتصال).</summary>
public sealed class Contact : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Honorific as written: "Dr.", "م.".</summary>
    public string? Honorific { get; set; }

    /// <summary>Given name.</summary>
    public string? GivenName { get; set; }

    /// <summary>Middle name or father's name.</summary>
    public string? MiddleName { get; set; }

    /// <summary>Family name.</summary>
    public string? FamilyName { get; set; }

    /// <summary>Suffix: "Jr.", "PhD".</summary>
    public string? Suffix { get; set; }

    /// <summary>The whole name as shown.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The same name in the other script, when known.</summary>
    public string? NameOtherScript { get; set; }

    /// <summary>Folded <see cref="DisplayName"/>: the order of lists and the key they page by.</summary>
    public string SortKey { get; set; } = "";

    /// <summary>Position in their firm.</summary>
    public string? JobTitle { get; set; }

    /// <summary>Employer.</summary>
    public long? AccountId { get; set; }

    /// <summary>The employer's row.</summary>
    public Account? Account { get; set; }

    /// <summary>Free notes (ملاحظات المراسلات); the logged mail stands beside them on the timeline.</summary>
    public string? CorrespondenceNotes { get; set; }

    /// <summary>How we met, of the list.</summary>
    public long? SourceId { get; set; }

    /// <summary>The source's row.</summary>
    public LookupItem? Source { get; set; }

    /// <summary>Active or Potential.</summary>
    public ContactStatus? Status { get; set; }

    /// <summary>A, B or C: by <see cref="LevelRule"/> where all three scores are known, else as somebody says.</summary>
    public ContactLevel? Level { get; set; }

    /// <summary>Engagement, 0 to 10.</summary>
    public int? EngagementScore { get; set; }

    /// <summary>Interest, 0 to 10.</summary>
    public int? InterestScore { get; set; }

    /// <summary>Ability to decide, 0 to 10.</summary>
    public int? AbilityScore { get; set; }

    /// <summary>Web page.</summary>
    public string? Website { get; set; }

    /// <summary>Language the person prefers: "en", "ar".</summary>
    public string? Language { get; set; }

    /// <summary>IANA time zone where the person lives: "Asia/Riyadh".</summary>
    public string? TimeZone { get; set; }

    /// <summary>Best time to call, as free text.</summary>
    public string? BestTimeToCall { get; set; }

    /// <summary>Birthday.</summary>
    public DateOnly? BirthdayOn { get; set; }

    /// <summary>Wedding or work anniversary.</summary>
    public DateOnly? AnniversaryOn { get; set; }

    /// <summary>Name of the spouse.</summary>
    public string? SpouseName { get; set; }

    /// <summary>Birthday of the spouse.</summary>
    public DateOnly? SpouseBirthdayOn { get; set; }

    /// <summary>Hobbies.</summary>
    public string? Hobbies { get; set; }

    /// <summary>Education level.</summary>
    public string? Education { get; set; }

    /// <summary>Interests.</summary>
    public string? Interests { get; set; }

    /// <summary>Lifestyle.</summary>
    public string? Lifestyle { get; set; }

    /// <summary>What the person can spend, in <see cref="BudgetCurrency"/>.</summary>
    public decimal? Budget { get; set; }

    /// <summary>Currency of <see cref="Budget"/>, ISO 4217.</summary>
    public string? BudgetCurrency { get; set; }

    /// <summary>What they look for when they buy.</summary>
    public string? PurchasePreferences { get; set; }

    /// <summary>Concerns and objections.</summary>
    public string? Concerns { get; set; }

    /// <summary>Day of the next planned step.</summary>
    public DateOnly? NextActionOn { get; set; }

    /// <summary>The next planned step, in words.</summary>
    public string? NextAction { get; set; }

    /// <summary>No message of any kind; wins over every consent.</summary>
    public bool DoNotContact { get; set; }

    /// <summary>Last mail, call or visit, either way.</summary>
    public DateTimeOffset? LastContactedAt { get; set; }

    /// <summary>When the person was laid aside; null while they are worked with. Archived people are found, and left out of lists.</summary>
    public DateTimeOffset? ArchivedAt { get; set; }

    /// <summary>
    /// The contact that this one was merged into; null for everyone who stands for themselves. A merged row keeps its own values and
    /// is hidden by the store's filter; its parts have moved.
    /// </summary>
    public long? MergedIntoId { get; set; }

    /// <summary>Where each captured value came from, as <see cref="Provenance"/> writes it.</summary>
    public string? ProvenanceJson { get; set; }

    /// <summary>
    /// What the person came in by: a file's own id ("id:…"), a row's digest ("row:…"), a sender's address ("mail:…").
    /// Unique, so that the same thing brings nobody twice; null for people typed in by hand.
    /// </summary>
    public string? OriginKey { get; set; }

    /// <summary>Phone numbers.</summary>
    public List<ContactPhone> Phones { get; } = [];

    /// <summary>E-mail addresses; every one matches.</summary>
    public List<ContactEmail> Emails { get; } = [];

    /// <summary>Postal addresses.</summary>
    public List<PostalAddress> Addresses { get; } = [];

    /// <summary>Web and social profiles.</summary>
    public List<ContactProfile> Profiles { get; } = [];

    /// <summary>Children.</summary>
    public List<ContactChild> Children { get; } = [];

    /// <summary>Values of the firm's own fields.</summary>
    public List<CustomFieldValue> CustomValues { get; } = [];

    /// <summary>Groups, types and tags.</summary>
    public List<ContactLookup> Lookups { get; } = [];

    /// <summary>Statements of consent.</summary>
    public List<ConsentRecord> Consents { get; } = [];

    /// <summary>Search keys, kept by the store.</summary>
    public List<SearchKey> SearchKeys { get; } = [];

    /// <inheritdoc/>
    public long? OwnerId { get; set; }

    /// <summary>The owner's row.</summary>
    public User? Owner { get; set; }

    /// <inheritdoc/>
    public long? TeamId { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>Sets the three scores and the level they explain; without scores the level stands by itself.</summary>
    public void Score(int? engagement, int? interest, int? ability, LevelRule levels)
    {
        (EngagementScore, InterestScore, AbilityScore) = (engagement, interest, ability);
        Level = levels.Of(this) ?? Level;
    }
}

using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Accounts;

/// <summary>A customer firm, or a person as a customer.</summary>
public sealed class Account : IVersioned, IOwned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name.</summary>
    public required string Name { get; set; }

    /// <summary>Name in the other script.</summary>
    public string? NameOtherScript { get; set; }

    /// <summary>Folded <see cref="Name"/>, for matching and order.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>Folded <see cref="NameOtherScript"/>; null where there is none.</summary>
    public string? OtherNameKey { get; set; }

    /// <summary>Interest or speciality (الاهتمام أو التخصص).</summary>
    public string? Interest { get; set; }

    /// <summary>Industry, of the list.</summary>
    public long? IndustryId { get; set; }

    /// <summary>Industry's row.</summary>
    public LookupItem? Industry { get; set; }

    /// <summary>Number of employees.</summary>
    public int? Employees { get; set; }

    /// <summary>Yearly revenue in millions of the currency that the source used.</summary>
    public decimal? RevenueMillions { get; set; }

    /// <summary>Year of foundation.</summary>
    public int? FoundedYear { get; set; }

    /// <summary>Web site.</summary>
    public string? Website { get; set; }

    /// <summary>City.</summary>
    public string? City { get; set; }

    /// <summary>ISO 3166 code or name of the country as received.</summary>
    public string? Country { get; set; }

    /// <summary>The account that owns this one.</summary>
    public long? ParentId { get; set; }

    /// <summary>The parent's row.</summary>
    public Account? Parent { get; set; }

    /// <summary>Free notes.</summary>
    public string? Notes { get; set; }

    /// <summary>Phones.</summary>
    public List<AccountPhone> Phones { get; } = [];

    /// <summary>Postal addresses.</summary>
    public List<AccountAddress> Addresses { get; } = [];

    /// <summary>Values of the firm's own fields.</summary>
    public List<CustomFieldValue> CustomValues { get; } = [];

    /// <summary>E-mail domains of the firm; free-mail domains never stand here.</summary>
    public List<AccountDomain> Domains { get; } = [];

    /// <inheritdoc/>
    public long? OwnerId { get; set; }

    /// <inheritdoc/>
    public long? TeamId { get; set; }

    /// <summary>Whether a text is its name in either script.</summary>
    public bool IsNamed(string text) => SearchText.Fold(text) is { Length: > 0 } key && (key == NameKey || key == OtherNameKey);

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The name in the script of a language, where it is known; else the name.</summary>
    public string NameIn(string language) =>
        NameOtherScript is { Length: > 0 } other && SearchText.IsArabic(other) == (language == "ar") ? other : Name;
}

/// <summary>A phone number of an account.</summary>
public sealed class AccountPhone : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long AccountId { get; set; }

    /// <summary>What for.</summary>
    public PhoneKind Kind { get; set; }

    /// <summary>Text as received.</summary>
    public required string Raw { get; set; }

    /// <summary>E.164 form; null when the text does not parse.</summary>
    public string? E164 { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Account), AccountId);
}

/// <summary>A postal address of an account.</summary>
public sealed class AccountAddress : IAudited, IPostalAddress
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Whose.</summary>
    public long AccountId { get; set; }

    /// <summary>What for.</summary>
    public AddressKind Kind { get; set; }

    /// <inheritdoc/>
    public string? Street { get; set; }

    /// <inheritdoc/>
    public string? District { get; set; }

    /// <inheritdoc/>
    public string? City { get; set; }

    /// <inheritdoc/>
    public string? Region { get; set; }

    /// <inheritdoc/>
    public string? Postcode { get; set; }

    /// <inheritdoc/>
    public string? Country { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Account), AccountId);
}

/// <summary>An e-mail domain of an account; one domain belongs to one account.</summary>
public sealed class AccountDomain : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The account.</summary>
    public long AccountId { get; set; }

    /// <summary>The account's row.</summary>
    public Account? Account { get; set; }

    /// <summary>Domain in lower case, without "@" or "www.".</summary>
    public required string Domain { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(Account), AccountId);
}

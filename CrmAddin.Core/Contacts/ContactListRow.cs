using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts;

/// <summary>What a list shows of a contact: read without the rest of it, because lists are read at every letter typed.</summary>
public sealed record ContactListRow
{
    /// <summary>Key.</summary>
    public required long Id { get; init; }

    /// <summary>Whole name.</summary>
    public required string DisplayName { get; init; }

    /// <summary>The name in the other script.</summary>
    public string? NameOtherScript { get; init; }

    /// <summary>Folded name.</summary>
    public required string SortKey { get; init; }

    /// <summary>Position.</summary>
    public string? JobTitle { get; init; }

    /// <summary>The firm's name.</summary>
    public string? AccountName { get; init; }

    /// <summary>The firm's name in the other script.</summary>
    public string? AccountNameOtherScript { get; init; }

    /// <summary>Active or Potential.</summary>
    public ContactStatus? Status { get; init; }

    /// <summary>A, B or C.</summary>
    public ContactLevel? Level { get; init; }

    /// <summary>The owner's name.</summary>
    public string? OwnerName { get; init; }

    /// <summary>Last mail, call or visit.</summary>
    public DateTimeOffset? LastContactedAt { get; init; }

    /// <summary>When they came into the store.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When they were changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When they were laid aside.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>No message of any kind.</summary>
    public bool DoNotContact { get; init; }

    /// <summary>Addresses, the primary one first.</summary>
    public IReadOnlyList<ListedEmail> Emails { get; internal set; } = [];

    /// <summary>Phones, the primary one first.</summary>
    public IReadOnlyList<ListedPhone> Phones { get; internal set; } = [];

    /// <summary>The firm's name in the script of a language, where it is known.</summary>
    public string? AccountIn(string language) =>
        AccountNameOtherScript is { Length: > 0 } other && SearchText.IsArabic(other) == (language == "ar") ? other : AccountName;
}

/// <summary>An address on a list.</summary>
public sealed record ListedEmail(long ContactId, string Address, bool IsPrimary, EmailState State);

/// <summary>A phone on a list.</summary>
public sealed record ListedPhone(long ContactId, string Raw, string? E164, bool IsPrimary);

namespace CrmAddin.Core.Search;

/// <summary>What a search key was made of, and so why it hits. Kept as its number: there are some twenty keys a contact.</summary>
public enum SearchKeyKind
{
    /// <summary>A word of a name.</summary>
    Name = 0,
    /// <summary>Consonants of a word of a name in Arabic script; found by Latin letters.</summary>
    ArabicSkeleton = 1,
    /// <summary>Consonants of a word of a name in Latin script; found by Arabic letters.</summary>
    LatinSkeleton = 2,
    /// <summary>An e-mail address or its domain.</summary>
    Email = 3,
    /// <summary>A phone's digits from the start.</summary>
    Phone = 4,
    /// <summary>A phone's digits from the end.</summary>
    PhoneEnd = 5,
    /// <summary>A word of the account's name.</summary>
    Account = 6,
    /// <summary>A tag.</summary>
    Tag = 7,
    /// <summary>A word of a custom field's text.</summary>
    Custom = 8,
}

/// <summary>One normalised text that a contact is found by. Kept by the store with each change of the contact.</summary>
public sealed class SearchKey
{
    /// <summary>The contact.</summary>
    public long ContactId { get; set; }

    /// <summary>What it was made of.</summary>
    public SearchKeyKind Kind { get; set; }

    /// <summary>Normalised text, at most 120 characters, in binary order.</summary>
    public required string Key { get; set; }

    /// <summary>The contact's team.</summary>
    public long? TeamId { get; set; }

    /// <summary>The contact's owner.</summary>
    public long? OwnerId { get; set; }
}

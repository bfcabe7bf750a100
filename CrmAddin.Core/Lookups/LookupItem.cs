using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Lookups;

/// <summary>Which list an item is on.</summary>
public enum LookupKind
{
    /// <summary>How a contact was met.</summary>
    Source,
    /// <summary>Database group: leads, customers, inner circle.</summary>
    Group,
    /// <summary>Contact type: buyer, seller, FSBO.</summary>
    ContactType,
    /// <summary>Why a deal was lost.</summary>
    LossReason,
    /// <summary>A competitor.</summary>
    Competitor,
    /// <summary>An account's industry.</summary>
    Industry,
    /// <summary>A free tag.</summary>
    Tag,
}

/// <summary>An item of a list that an administrator edits.</summary>
public sealed class LookupItem : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The list.</summary>
    public LookupKind Kind { get; set; }

    /// <summary>Name in English.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Folded <see cref="Name"/>: two spellings of one item do not stand side by side.</summary>
    public string NameKey { get; set; } = "";

    /// <summary>Order on the screen.</summary>
    public int Position { get; set; }

    /// <summary>No longer offered; rows that have it keep it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>The item that this one was merged into: who reads or types this name means that one. Null for items that stand for themselves.</summary>
    public long? MergedIntoId { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The name in a language, falling back on the other.</summary>
    public string NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

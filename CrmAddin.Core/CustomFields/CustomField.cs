using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.CustomFields;

/// <summary>What a custom field or a required field belongs to.</summary>
public enum FieldEntity
{
    /// <summary>A contact.</summary>
    Contact,
    /// <summary>An account.</summary>
    Account,
    /// <summary>A lead.</summary>
    Lead,
    /// <summary>A deal.</summary>
    Deal,
}

/// <summary>What a custom field holds.</summary>
public enum CustomFieldKind
{
    /// <summary>Text; found by search.</summary>
    Text,
    /// <summary>A number.</summary>
    Number,
    /// <summary>An amount in the firm's currency.</summary>
    Money,
    /// <summary>A day.</summary>
    Date,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>One item of the field's own list.</summary>
    Choice,
    /// <summary>Any number of items of the field's own list.</summary>
    MultiChoice,
    /// <summary>Another contact.</summary>
    ContactLink,
}

/// <summary>A field that the firm added to contacts, accounts, leads or deals.</summary>
public sealed class CustomField : IVersioned, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>What it belongs to.</summary>
    public FieldEntity Entity { get; set; }

    /// <summary>Name in files and addresses, in lower case with hyphens: "closing-year"; never changes.</summary>
    public required string Key { get; set; }

    /// <summary>What it holds; never changes once it has values.</summary>
    public CustomFieldKind Kind { get; set; }

    /// <summary>Label in English.</summary>
    public required string Name { get; set; }

    /// <summary>Label in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Order on the screen.</summary>
    public int Position { get; set; }

    /// <summary>No longer offered; rows that have a value keep it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Items of a choice.</summary>
    public List<CustomFieldChoice> Choices { get; } = [];

    /// <inheritdoc/>
    public int Version { get; set; }

    /// <summary>The label in a language, falling back on the other.</summary>
    public string NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

/// <summary>An item of a choice field.</summary>
public sealed class CustomFieldChoice : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The field.</summary>
    public long CustomFieldId { get; set; }

    /// <summary>Name in English.</summary>
    public required string Name { get; set; }

    /// <summary>Name in Arabic.</summary>
    public string? NameArabic { get; set; }

    /// <summary>Order on the screen.</summary>
    public int Position { get; set; }

    /// <summary>No longer offered.</summary>
    public bool IsRetired { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(CustomField), CustomFieldId);

    /// <summary>The name in a language, falling back on the other.</summary>
    public string NameIn(string language) => language == "ar" ? NameArabic ?? Name : Name;
}

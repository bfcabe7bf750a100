using CrmAddin.Core.Accounts;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.CustomFields;

/// <summary>
/// A value of a custom field on one contact, account, lead or deal: one of the four keys is set, and of the values the one that the
/// field's kind names. A multi-choice has a row for each chosen item.
/// </summary>
public sealed class CustomFieldValue : IAudited
{
    /// <summary>Longest <see cref="TextKey"/>.</summary>
    public const int MaxTextKeyLength = 120;

    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The field.</summary>
    public long CustomFieldId { get; set; }

    /// <summary>The field's row.</summary>
    public CustomField? CustomField { get; set; }

    /// <summary>The contact that has it.</summary>
    public long? ContactId { get; set; }

    /// <summary>The account that has it.</summary>
    public long? AccountId { get; set; }

    /// <summary>The lead that has it.</summary>
    public long? LeadId { get; set; }

    /// <summary>The deal that has it.</summary>
    public long? DealId { get; set; }

    /// <summary>Text as typed.</summary>
    public string? Text { get; set; }

    /// <summary>Folded <see cref="Text"/>, cut to 120 characters: what filters compare.</summary>
    public string? TextKey { get; set; }

    /// <summary>Number, amount, or 1 and 0 for yes and no.</summary>
    public decimal? Number { get; set; }

    /// <summary>Day.</summary>
    public DateOnly? Day { get; set; }

    /// <summary>Chosen item.</summary>
    public long? ChoiceId { get; set; }

    /// <summary>The item's row.</summary>
    public CustomFieldChoice? Choice { get; set; }

    /// <summary>Linked contact.</summary>
    public long? LinkedContactId { get; set; }

    /// <summary>The linked contact's row.</summary>
    public Contact? LinkedContact { get; set; }

    /// <summary>The form that texts are compared in.</summary>
    public static string? KeyOf(string? text)
    {
        var folded = SearchText.Fold(text);
        return folded.Length == 0 ? null : folded[..Math.Min(folded.Length, MaxTextKeyLength)];
    }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => this switch
    {
        { ContactId: { } id } => (nameof(Contact), id),
        { AccountId: { } id } => (nameof(Account), id),
        { LeadId: { } id } => (nameof(Lead), id),
        { DealId: { } id } => (nameof(Deal), id),
        _ => null,
    };
}

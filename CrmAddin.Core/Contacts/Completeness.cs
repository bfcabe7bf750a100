using CrmAddin.Core.Lookups;

namespace CrmAddin.Core.Contacts;

/// <summary>The ten fields that every contact ought to have (إلزامية), in the order that the card shows them.</summary>
public enum BasicField
{
    /// <summary>Name.</summary>
    Name,
    /// <summary>Phone.</summary>
    Phone,
    /// <summary>E-mail address.</summary>
    Email,
    /// <summary>Postal address.</summary>
    Address,
    /// <summary>Correspondence notes or logged mail.</summary>
    Notes,
    /// <summary>Source.</summary>
    Source,
    /// <summary>Database group.</summary>
    Group,
    /// <summary>Status.</summary>
    Status,
    /// <summary>Level.</summary>
    Level,
    /// <summary>Contact type.</summary>
    Type,
}

/// <summary>Which of the ten basics a contact lacks.</summary>
public static class Completeness
{
    /// <summary>How many basics there are.</summary>
    public const int BasicCount = 10;

    /// <summary>The basics that are empty. Needs phones, e-mails, addresses and lookup items loaded.</summary>
    /// <param name="contact">The contact.</param>
    /// <param name="hasTimeline">Whether any mail, call or visit is logged.</param>
    public static IReadOnlyList<BasicField> Missing(Contact contact, bool hasTimeline)
    {
        var kinds = contact.Lookups.Select(l => l.LookupItem?.Kind).ToHashSet();
        var filled = new Dictionary<BasicField, bool>
        {
            [BasicField.Name] = contact.DisplayName.Length > 0,
            [BasicField.Phone] = contact.Phones.Count > 0,
            [BasicField.Email] = contact.Emails.Count > 0,
            [BasicField.Address] = contact.Addresses.Count > 0,
            [BasicField.Notes] = hasTimeline || !string.IsNullOrWhiteSpace(contact.CorrespondenceNotes),
            [BasicField.Source] = contact.SourceId is not null || contact.Source is not null,
            [BasicField.Group] = kinds.Contains(LookupKind.Group),
            [BasicField.Status] = contact.Status is not null,
            [BasicField.Level] = contact.Level is not null,
            [BasicField.Type] = kinds.Contains(LookupKind.ContactType),
        };
        return [.. filled.Where(f => !f.Value).Select(f => f.Key)];
    }
}

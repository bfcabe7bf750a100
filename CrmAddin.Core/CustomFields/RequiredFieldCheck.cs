using CrmAddin.Core.Contacts;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.CustomFields;

/// <summary>Looks whether the fields that must be filled are.</summary>
public sealed class RequiredFieldCheck(CrmDb db)
{
    /// <summary>What a custom field's key stands behind in <see cref="RequiredField.Field"/>.</summary>
    public const string CustomPrefix = "custom:";

    private static readonly Dictionary<string, BasicField> Basics =
        Enum.GetValues<BasicField>().ToDictionary(b => char.ToLowerInvariant(b.ToString()[0]) + b.ToString()[1..]);

    private static readonly Dictionary<string, Func<Contact, bool>> Filled = new()
    {
        ["givenName"] = c => c.GivenName is not null,
        ["familyName"] = c => c.FamilyName is not null,
        ["jobTitle"] = c => c.JobTitle is not null,
        ["account"] = c => c.AccountId is not null || c.Account is not null,
        ["language"] = c => c.Language is not null,
        ["birthdayOn"] = c => c.BirthdayOn is not null,
        ["owner"] = c => c.OwnerId is not null,
    };

    /// <summary>Fields of a contact that can be made required: the ten basics, in camel case, and some more.</summary>
    public static IReadOnlyList<string> ContactFields { get; } = [.. Basics.Keys, .. Filled.Keys];

    /// <summary>Null, or <see cref="RequiredFieldsEmpty"/>. Needs the contact's parts loaded.</summary>
    public async Task<Error?> RunAsync(Contact contact, CancellationToken cancel)
    {
        var required = await db.RequiredFields.AsNoTracking().Where(r => r.Entity == FieldEntity.Contact).OrderBy(r => r.Id).Select(r => r.Field).ToListAsync(cancel);
        if (required.Count == 0)
            return null;
        await LoadItemsAsync(contact, cancel);
        var hasMail = contact.Id != 0 && await db.MessageContacts.AnyAsync(m => m.ContactId == contact.Id, cancel);
        var custom = await db.CustomFields.AsNoTracking().Where(f => f.Entity == FieldEntity.Contact).ToDictionaryAsync(f => CustomPrefix + f.Key, f => f.Id, cancel);
        var missing = Completeness.Missing(contact, hasMail);
        var empty = required.Where(field => Basics.TryGetValue(field, out var basic) ? missing.Contains(basic)
            : custom.TryGetValue(field, out var id) ? !contact.CustomValues.Exists(v => v.CustomFieldId == id)
            : Filled.TryGetValue(field, out var isFilled) && !isFilled(contact)).ToList();
        return empty.Count == 0 ? null : new RequiredFieldsEmpty(empty);
    }

    private async Task LoadItemsAsync(Contact contact, CancellationToken cancel)
    {
        var ids = contact.Lookups.Where(l => l.LookupItem is null).Select(l => l.LookupItemId).ToList();
        if (ids.Count == 0)
            return;
        var items = await db.LookupItems.Where(i => ids.Contains(i.Id)).ToDictionaryAsync(i => i.Id, cancel);
        foreach (var lookup in contact.Lookups.Where(l => l.LookupItem is null))
            lookup.LookupItem = items.GetValueOrDefault(lookup.LookupItemId);
    }
}

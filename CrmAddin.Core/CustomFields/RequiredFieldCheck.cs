using CrmAddin.Core.Accounts;
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

    private static readonly Dictionary<string, Func<Account, bool>> AccountFilled = new()
    {
        ["nameOtherScript"] = a => a.NameOtherScript is not null,
        ["industry"] = a => a.IndustryId is not null,
        ["employees"] = a => a.Employees is not null,
        ["website"] = a => a.Website is not null,
        ["phones"] = a => a.Phones.Count > 0,
        ["addresses"] = a => a.Addresses.Count > 0,
        ["domains"] = a => a.Domains.Count > 0,
    };

    /// <summary>Built-in fields that can be made required; of a contact the ten basics and some more.</summary>
    public static IReadOnlyList<string> BuiltIn(FieldEntity entity) => entity switch
    {
        FieldEntity.Contact => [.. Basics.Keys, .. Filled.Keys],
        FieldEntity.Account => [.. AccountFilled.Keys],
        _ => [],
    };

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

    /// <summary>Null, or <see cref="RequiredFieldsEmpty"/>. Needs the account's parts loaded.</summary>
    public async Task<Error?> RunAsync(Account account, CancellationToken cancel)
    {
        var required = await db.RequiredFields.AsNoTracking().Where(r => r.Entity == FieldEntity.Account).OrderBy(r => r.Id).Select(r => r.Field).ToListAsync(cancel);
        if (required.Count == 0)
            return null;
        var custom = await db.CustomFields.AsNoTracking().Where(f => f.Entity == FieldEntity.Account).ToDictionaryAsync(f => CustomPrefix + f.Key, f => f.Id, cancel);
        var empty = required.Where(field => custom.TryGetValue(field, out var id)
            ? !account.CustomValues.Exists(v => v.CustomFieldId == id)
            : AccountFilled.TryGetValue(field, out var isFilled) && !isFilled(account)).ToList();
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

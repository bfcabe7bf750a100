using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Store;

/// <summary>Keeps sort keys and search keys in step with the rows they are made of, at every save.</summary>
internal static class SearchKeyUpkeep
{
    private static readonly string[] PartsWithKeys =
        [nameof(Contact.Phones), nameof(Contact.Emails), nameof(Contact.Lookups), nameof(Contact.CustomValues), nameof(Contact.SearchKeys)];

    /// <summary>Refreshes the keys of every contact that the coming save changes.</summary>
    public static async Task RefreshAsync(CrmDb db, CancellationToken cancel)
    {
        db.ChangeTracker.DetectChanges();
        foreach (var row in db.ChangeTracker.Entries().Where(IsWritten).ToList())
            SetKeys(row.Entity);
        foreach (var account in db.ChangeTracker.Entries<Account>().Where(a => a.State == EntityState.Modified).ToList())
        {
            if (account.Property(a => a.Name).IsModified || account.Property(a => a.NameOtherScript).IsModified)
                await RefreshAllAsync(db, db.Contacts.IgnoreQueryFilters().Where(c => c.AccountId == account.Entity.Id), cancel);
        }
        foreach (var tag in db.ChangeTracker.Entries<LookupItem>().Where(i => i is { State: EntityState.Modified, Entity.Kind: LookupKind.Tag }).ToList())
        {
            if (tag.Property(t => t.Name).IsModified || tag.Property(t => t.NameArabic).IsModified)
                await RefreshAllAsync(db, db.Contacts.IgnoreQueryFilters().Where(c => c.Lookups.Any(l => l.LookupItemId == tag.Entity.Id)), cancel);
        }
        foreach (var contact in Changed(db))
            await RefreshAsync(db, contact, cancel);
    }

    /// <summary>Words of names that the coming save adds to somebody's keys.</summary>
    public static List<string> NewNames(CrmDb db) =>
        [.. db.ChangeTracker.Entries<SearchKey>().Where(k => k is { State: EntityState.Added, Entity.Kind: SearchKeyKind.Name }).Select(k => k.Entity.Key)];

    private static async Task RefreshAllAsync(CrmDb db, IQueryable<Contact> contacts, CancellationToken cancel)
    {
        foreach (var contact in await contacts.ToListAsync(cancel))
            await RefreshAsync(db, contact, cancel);
    }

    private static async Task RefreshAsync(CrmDb db, Contact contact, CancellationToken cancel)
    {
        var row = db.Entry(contact);
        if (row.State != EntityState.Added)
        {
            foreach (var part in PartsWithKeys)
                await row.Collection(part).LoadAsync(cancel);
            foreach (var lookup in contact.Lookups.Where(l => l.LookupItem is null))
                await db.Entry(lookup).Reference(l => l.LookupItem).LoadAsync(cancel);
        }
        if (contact.AccountId is { } accountId && contact.Account is null)
            contact.Account = await db.Accounts.IgnoreQueryFilters().FirstOrDefaultAsync(a => a.Id == accountId, cancel);

        var wanted = ContactKeys.Of(contact).ToHashSet();
        contact.SearchKeys.RemoveAll(k => !wanted.Remove((k.Kind, k.Key)));
        foreach (var key in contact.SearchKeys)
            (key.TeamId, key.OwnerId) = (contact.TeamId, contact.OwnerId);
        foreach (var (kind, key) in wanted)
            contact.SearchKeys.Add(new SearchKey { Kind = kind, Key = key, TeamId = contact.TeamId, OwnerId = contact.OwnerId });
        db.ChangeTracker.DetectChanges();
    }

    private static HashSet<Contact> Changed(CrmDb db)
    {
        var changed = db.ChangeTracker.Entries<Contact>().Where(IsWritten).Select(c => c.Entity).ToHashSet();
        var parts = db.ChangeTracker.Entries<ContactPhone>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.ContactId)
            .Concat(db.ChangeTracker.Entries<ContactEmail>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.ContactId))
            .Concat(db.ChangeTracker.Entries<ContactLookup>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.ContactId))
            .Concat(db.ChangeTracker.Entries<CustomFieldValue>().Where(e => e.State != EntityState.Unchanged).Select(e => e.Entity.ContactId ?? 0))
            .ToHashSet();
        changed.UnionWith(db.ChangeTracker.Entries<Contact>().Where(c => c.State == EntityState.Unchanged && parts.Contains(c.Entity.Id)).Select(c => c.Entity));
        return changed;
    }

    /// <summary>The search keys of a contact that comes into the store without being tracked; it needs its account, lookups and fields at hand.</summary>
    public static IEnumerable<SearchKey> KeysOf(Contact contact) => ContactKeys.Of(contact)
        .Select(k => new SearchKey { ContactId = contact.Id, Kind = k.Kind, Key = k.Key, TeamId = contact.TeamId, OwnerId = contact.OwnerId });

    /// <summary>Sets the folded texts of a row by which it is found and ordered.</summary>
    public static void SetKeys(object row)
    {
        switch (row)
        {
            case Contact contact:
                contact.SortKey = SearchText.Fold(contact.DisplayName);
                break;
            case Account account:
                account.NameKey = SearchText.Fold(account.Name);
                account.OtherNameKey = account.NameOtherScript is { Length: > 0 } other ? SearchText.Fold(other) : null;
                break;
            case LookupItem item:
                item.NameKey = SearchText.Fold(item.Name);
                break;
            case SavedFilter filter:
                filter.NameKey = SearchText.Fold(filter.Name);
                break;
            case CustomFieldValue value:
                value.TextKey = CustomFieldValue.KeyOf(value.Text);
                break;
        }
    }

    private static bool IsWritten(Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry row) =>
        row.State is EntityState.Added or EntityState.Modified;
}

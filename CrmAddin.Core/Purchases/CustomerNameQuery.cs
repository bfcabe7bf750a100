using CrmAddin.Core.Accounts;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Purchases;

/// <summary>What a contact who bought is called.</summary>
public sealed record ContactNameRead(long Id, string Name);

/// <summary>Reads the names of customers, each within what the context's reader sees.</summary>
public static class CustomerNameQuery
{
    /// <summary>Accounts that bought or may buy, with their names alone.</summary>
    public static IQueryable<Account> Accounts(CrmDb db) =>
        db.Accounts.AsNoTracking().Where(a => db.Purchases.Any(p => p.AccountId == a.Id) || db.Deals.Any(d => d.AccountId == a.Id))
            .Select(a => new Account { Id = a.Id, Name = a.Name, NameOtherScript = a.NameOtherScript });

    /// <summary>Contacts who bought themselves or have a part in a deal.</summary>
    public static IQueryable<ContactNameRead> Contacts(CrmDb db) =>
        db.Contacts.AsNoTracking().Where(c => db.Purchases.Any(p => p.ContactId == c.Id) || db.DealContacts.Any(d => d.ContactId == c.Id))
            .Select(c => new ContactNameRead(c.Id, c.DisplayName));
}

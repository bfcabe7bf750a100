using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Accounts;

/// <summary>Reads of accounts, each within what the context's reader sees.</summary>
public static class AccountQuery
{
    /// <summary>An account with all its parts.</summary>
    public static IQueryable<Account> Whole(CrmDb db, long id) =>
        db.Accounts.Where(a => a.Id == id)
            .Include(a => a.Phones).Include(a => a.Addresses).Include(a => a.Domains).Include(a => a.CustomValues).ThenInclude(v => v.LinkedContact)
            .Include(a => a.Industry).Include(a => a.Parent);

    /// <summary>A page of the list in the order of names, after a key.</summary>
    public static IQueryable<Account> Page(CrmDb db, string afterNameKey, long afterId) =>
        db.Accounts.AsNoTracking()
            .Where(a => string.Compare(a.NameKey, afterNameKey) > 0 || (a.NameKey == afterNameKey && a.Id > afterId))
            .OrderBy(a => a.NameKey).ThenBy(a => a.Id)
            .Include(a => a.Industry).Include(a => a.Domains);

    /// <summary>Accounts whose name in either script begins with a folded text, the shortest name first.</summary>
    public static IQueryable<Account> Named(CrmDb db, string prefix)
    {
        var above = prefix[..^1] + (char)(prefix[^1] + 1);
        return db.Accounts.AsNoTracking()
            .Where(a => (string.Compare(a.NameKey, prefix) >= 0 && string.Compare(a.NameKey, above) < 0)
                || (string.Compare(a.OtherNameKey, prefix) >= 0 && string.Compare(a.OtherNameKey, above) < 0)
                || db.AccountDomains.Any(d => d.AccountId == a.Id && string.Compare(d.Domain, prefix) >= 0 && string.Compare(d.Domain, above) < 0))
            .OrderBy(a => a.NameKey).ThenBy(a => a.Id)
            .Include(a => a.Industry).Include(a => a.Domains);
    }

    /// <summary>People of an account, in the order of names, after a key.</summary>
    public static IQueryable<Contact> People(CrmDb db, long accountId, string afterSortKey, long afterId) =>
        ContactQuery.Page(db, afterSortKey, afterId).Where(c => c.AccountId == accountId);

    /// <summary>Deals of an account, open ones first, then the newest.</summary>
    public static IQueryable<Deal> DealsOf(CrmDb db, long accountId) =>
        db.Deals.AsNoTracking().Where(d => d.AccountId == accountId)
            .OrderBy(d => d.ClosedOn != null).ThenByDescending(d => d.Id)
            .Include(d => d.Stage);

    /// <summary>Accounts that this one owns.</summary>
    public static IQueryable<Account> Children(CrmDb db, long accountId) =>
        db.Accounts.AsNoTracking().Where(a => a.ParentId == accountId).OrderBy(a => a.NameKey).ThenBy(a => a.Id);
}

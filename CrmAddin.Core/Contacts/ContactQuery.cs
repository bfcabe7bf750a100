using CrmAddin.Core.Deals;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts;

/// <summary>Reads of contacts, each within what the context's reader sees.</summary>
public static class ContactQuery
{
    /// <summary>A contact with all its parts.</summary>
    public static IQueryable<Contact> Whole(CrmDb db, long id) =>
        db.Contacts.Where(c => c.Id == id)
            .Include(c => c.Phones).Include(c => c.Emails).Include(c => c.Addresses).Include(c => c.Consents)
            .Include(c => c.Profiles).Include(c => c.Children).Include(c => c.CustomValues).ThenInclude(v => v.LinkedContact)
            .Include(c => c.Lookups).ThenInclude(l => l.LookupItem)
            .Include(c => c.Account).Include(c => c.Source).Include(c => c.Owner);

    /// <summary>Contacts that have an e-mail address.</summary>
    public static IQueryable<Contact> WithEmail(CrmDb db, string addressKey) =>
        db.Contacts.Where(c => db.ContactEmails.Where(e => e.AddressKey == addressKey).Select(e => e.ContactId).Contains(c.Id)).OrderBy(c => c.Id);

    /// <summary>A page of the list in the order of names, after a key.</summary>
    public static IQueryable<Contact> Page(CrmDb db, string afterSortKey, long afterId) =>
        db.Contacts.AsNoTracking()
            .Where(c => string.Compare(c.SortKey, afterSortKey) > 0 || (c.SortKey == afterSortKey && c.Id > afterId))
            .OrderBy(c => c.SortKey).ThenBy(c => c.Id)
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Account);

    /// <summary>Contacts of the given keys, with what a list shows.</summary>
    public static IQueryable<Contact> Rows(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id))
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Account);

    /// <summary>Open deals of a contact or of its account, those that close first on top.</summary>
    public static IQueryable<Deal> OpenDeals(CrmDb db, long contactId, long? accountId) =>
        db.Deals.AsNoTracking()
            .Where(d => d.Stage!.Kind == StageKind.Open && d.Track != DealTrack.Cancelled
                && (d.Contacts.Any(c => c.ContactId == contactId) || (accountId != null && d.AccountId == accountId)))
            .OrderBy(d => d.ExpectedCloseOn).ThenBy(d => d.Id)
            .Include(d => d.Stage).Include(d => d.Account);
}

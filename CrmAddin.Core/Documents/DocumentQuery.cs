using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Documents;

/// <summary>What a document is on.</summary>
/// <param name="Entity">"Contact", "Account" or "Deal".</param>
/// <param name="Id">Its key.</param>
public sealed record DocumentOwner(string Entity, long Id)
{
    /// <summary>A contact.</summary>
    public static DocumentOwner Contact(long id) => new(nameof(Contacts.Contact), id);

    /// <summary>An account.</summary>
    public static DocumentOwner Account(long id) => new(nameof(Accounts.Account), id);

    /// <summary>A deal.</summary>
    public static DocumentOwner Deal(long id) => new(nameof(Deals.Deal), id);

    /// <summary>What a document is on.</summary>
    public static DocumentOwner Of(Document document) =>
        document.ContactId is { } contact ? Contact(contact) : document.AccountId is { } account ? Account(account) : Deal(document.DealId!.Value);
}

/// <summary>Reads of documents, each within what the context's reader sees.</summary>
public static class DocumentQuery
{
    /// <summary>Documents whose contact, account or deal the reader sees.</summary>
    public static IQueryable<Document> Seen(CrmDb db) => db.Documents.Where(d =>
        (d.ContactId != null && db.Contacts.Any(c => c.Id == d.ContactId))
        || (d.AccountId != null && db.Accounts.Any(a => a.Id == d.AccountId))
        || (d.DealId != null && db.Deals.Any(x => x.Id == d.DealId)));

    /// <summary>Documents of a contact, newest first.</summary>
    public static IQueryable<Document> OfContact(CrmDb db, long id) => Standing(db).Where(d => d.ContactId == id);

    /// <summary>Documents of an account, newest first.</summary>
    public static IQueryable<Document> OfAccount(CrmDb db, long id) => Standing(db).Where(d => d.AccountId == id);

    /// <summary>Documents of a deal, newest first.</summary>
    public static IQueryable<Document> OfDeal(CrmDb db, long id) => Standing(db).Where(d => d.DealId == id);

    private static IQueryable<Document> Standing(CrmDb db) => db.Documents.AsNoTracking().Where(d => d.RemovedAt == null).OrderByDescending(d => d.Id);
}

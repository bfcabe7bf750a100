using CrmAddin.Core.Accounts;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Deals;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Mail.Threads;
using CrmAddin.Core.Results;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Web.Mail;

/// <summary>Whose conversations a list holds: a contact's, an account's or a deal's.</summary>
/// <param name="Kind">"contact", "account" or "deal".</param>
/// <param name="Id">Key of the contact, account or deal.</param>
/// <param name="Threads">The newest mail of each of its conversations.</param>
/// <param name="IsSeenAsync">Whether the reader sees the contact, account or deal.</param>
/// <param name="Unknown">What is answered where they do not.</param>
public sealed record ThreadOwner(
    string Kind, long Id, Func<CrmDb, ThreadPlace, IQueryable<LoggedMessage>> Threads, Func<CrmDb, CancellationToken, Task<bool>> IsSeenAsync, NotFoundError Unknown)
{
    /// <summary>Where the list is fetched from.</summary>
    public string Path => FormattableString.Invariant($"/app/{Kind}s/{Id}/conversations");

    /// <summary>A contact's.</summary>
    public static ThreadOwner Contact(long id) => new(
        "contact", id, (db, below) => ThreadQuery.OfContact(db, id, below), (db, cancel) => db.Contacts.AnyAsync(c => c.Id == id, cancel), new ContactUnknown(id));

    /// <summary>An account's.</summary>
    public static ThreadOwner Account(long id) => new(
        "account", id, (db, below) => ThreadQuery.OfAccount(db, id, below), (db, cancel) => db.Accounts.AnyAsync(a => a.Id == id, cancel), new AccountUnknown(id));

    /// <summary>A deal's.</summary>
    public static ThreadOwner Deal(long id) => new(
        "deal", id, (db, below) => ThreadQuery.OfDeal(db, id, below), (db, cancel) => db.Deals.AnyAsync(d => d.Id == id, cancel), new DealUnknown(id));
}

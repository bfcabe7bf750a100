using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>Reads of cards in Outlook and of what was changed there.</summary>
public static class OutlookQuery
{
    /// <summary>Contacts of an owner whose card is missing or older than they are, by key. The context reads as the system.</summary>
    public static IQueryable<long> ToPush(CrmDb db, long mailboxId, long ownerId) =>
        db.Contacts.Where(c => c.OwnerId == ownerId && c.ArchivedAt == null
                && !db.OutlookContacts.Any(o => o.MailboxId == mailboxId && o.ContactId == c.Id && o.ContactVersion == c.Version))
            .OrderBy(c => c.Id).Select(c => c.Id);

    /// <summary>Cards whose contact is the owner's no more: given away, archived, merged or gone.</summary>
    public static IQueryable<OutlookContact> NoLongerTheirs(CrmDb db, long mailboxId, long ownerId) =>
        db.OutlookContacts.Where(o => o.MailboxId == mailboxId && !db.Contacts.Any(c => c.Id == o.ContactId && c.OwnerId == ownerId && c.ArchivedAt == null)).OrderBy(o => o.Id);

    /// <summary>Cards whose contact is not in the store at all.</summary>
    public static IQueryable<OutlookContact> OfNobody(CrmDb db, long mailboxId) =>
        db.OutlookContacts.Where(o => o.MailboxId == mailboxId && !db.Contacts.IgnoreQueryFilters().Any(c => c.Id == o.ContactId)).OrderBy(o => o.Id);

    /// <summary>Contacts with what a card holds of them.</summary>
    public static IQueryable<Contact> WithCards(CrmDb db, IReadOnlyCollection<long> ids) =>
        db.Contacts.AsNoTracking().Where(c => ids.Contains(c.Id)).OrderBy(c => c.Id)
            .Include(c => c.Emails).Include(c => c.Phones).Include(c => c.Addresses).Include(c => c.Account);

    /// <summary>Changes that wait for the reader's decision, those of one card together.</summary>
    public static IQueryable<OutlookOffer> Open(CrmDb db) =>
        db.OutlookOffers.AsNoTracking().Where(o => o.State == OutlookOfferState.Open).OrderBy(o => o.MailboxId).ThenBy(o => o.GraphId).ThenBy(o => o.Id);

    /// <summary>Those about one contact.</summary>
    public static IQueryable<OutlookOffer> OfContact(CrmDb db, long contactId) => Open(db).Where(o => o.ContactId == contactId);
}

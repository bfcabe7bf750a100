using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities;

/// <summary>Reads of activities, each within what the context's reader sees.</summary>
public static class ActivityQuery
{
    /// <summary>An activity with its people, firm and deal.</summary>
    public static IQueryable<Activity> Whole(CrmDb db, long id) =>
        db.Activities.Where(a => a.Id == id)
            .Include(a => a.Contacts).ThenInclude(c => c.Contact).Include(a => a.Account).Include(a => a.Deal).Include(a => a.Owner).Include(a => a.Meeting);

    /// <summary>Appointments that a contact takes part in: those ahead, the next one first, or those past, the latest first.</summary>
    public static IQueryable<Activity> OfContact(CrmDb db, long contactId, bool isAhead, DateTimeOffset now) =>
        Ordered(db.Activities.Where(a => a.Contacts.Any(c => c.ContactId == contactId)), isAhead, now);

    /// <summary>Appointments with a firm, in the same order.</summary>
    public static IQueryable<Activity> OfAccount(CrmDb db, long accountId, bool isAhead, DateTimeOffset now) =>
        Ordered(db.Activities.Where(a => a.AccountId == accountId), isAhead, now);

    /// <summary>Appointments about a deal, in the same order.</summary>
    public static IQueryable<Activity> OfDeal(CrmDb db, long dealId, bool isAhead, DateTimeOffset now) =>
        Ordered(db.Activities.Where(a => a.DealId == dealId), isAhead, now);

    private static IQueryable<Activity> Ordered(IQueryable<Activity> activities, bool isAhead, DateTimeOffset now)
    {
        var appointments = activities.AsNoTracking().Where(a => a.Kind == ActivityKind.Appointment && a.StartsAt != null);
        return isAhead
            ? appointments.Where(a => (a.EndsAt ?? a.StartsAt) >= now).OrderBy(a => a.StartsAt).ThenBy(a => a.Id)
            : appointments.Where(a => (a.EndsAt ?? a.StartsAt) < now).OrderByDescending(a => a.StartsAt).ThenByDescending(a => a.Id);
    }
}

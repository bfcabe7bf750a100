using CrmAddin.Core.Activities;
using CrmAddin.Core.Audit;
using CrmAddin.Core.Contacts;
using CrmAddin.Core.Leads;
using CrmAddin.Core.Mail;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Reports.Activity;

/// <summary>How many activities of a kind somebody did.</summary>
public sealed record ActivityCountRead(long? OwnerId, ActivityKind Kind, int Count);

/// <summary>How many mails went one way through somebody's mailbox.</summary>
public sealed record MailCountRead(long? OwnerId, MailDirection Direction, int Count);

/// <summary>How many contacts a change set added.</summary>
public sealed record ContactsAddedRead(long? UserId, DateTimeOffset At, int Count);

/// <summary>A contact that a change set changed.</summary>
public sealed record ContactUpdatedRead(long? UserId, DateTimeOffset At, long ContactId);

/// <summary>A lead with when it was answered.</summary>
public sealed record LeadResponseRead(long Id, long? OwnerId, DateTimeOffset ReceivedAt, DateTimeOffset? FirstResponseAt);

/// <summary>How many contacts somebody has, and how many of them with a plan or touch.</summary>
public sealed record ContactBaseRead(long? OwnerId, int Contacts, int Touched);

/// <summary>Reads for the report of activity, counted in the store. All of them are held to the reader of the context.</summary>
public static class ActivityQuery
{
    /// <summary>Calls, visits and tasks that were done from a moment on and before another, by owner.</summary>
    public static IQueryable<ActivityCountRead> Done(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before) =>
        scope.OfPeople(db.Activities.AsNoTracking())
            .Where(activity => activity.State == ActivityState.Done && activity.DoneAt >= start && activity.DoneAt < before
                && (activity.Kind == ActivityKind.Call || activity.Kind == ActivityKind.Visit || activity.Kind == ActivityKind.Task))
            .GroupBy(activity => new { activity.OwnerId, activity.Kind })
            .Select(group => new ActivityCountRead(group.Key.OwnerId, group.Key.Kind, group.Count()));

    /// <summary>Appointments that began from a moment on and before another and were not cancelled, by owner.</summary>
    public static IQueryable<ActivityCountRead> Appointments(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before) =>
        scope.OfPeople(db.Activities.AsNoTracking())
            .Where(activity => activity.Kind == ActivityKind.Appointment && activity.StartsAt >= start && activity.StartsAt < before && activity.State != ActivityState.Cancelled)
            .GroupBy(activity => activity.OwnerId)
            .Select(group => new ActivityCountRead(group.Key, ActivityKind.Appointment, group.Count()));

    /// <summary>
    /// Mails sent out of each owner's own mailbox and received in it. The reader sees a mail where one copy allows it, and only the copies
    /// that do are counted.
    /// </summary>
    public static IQueryable<MailCountRead> Mails(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before)
    {
        var (teamId, ownerId) = (scope.TeamId, scope.OwnerId);
        return db.MessageCopies.AsNoTracking()
            .Where(copy => copy.Message!.SentAt >= start && copy.Message.SentAt < before
                && (teamId == null || copy.TeamId == teamId) && (ownerId == null || copy.OwnerId == ownerId)
                && (copy.Message.Direction == MailDirection.Received
                    || copy.Message.Participants.Any(one => one.Role == ParticipantRole.From && one.AddressKey == copy.Mailbox!.Address)))
            .Select(copy => new { copy.OwnerId, copy.Message!.Direction, copy.MessageId }).Distinct()
            .GroupBy(copy => new { copy.OwnerId, copy.Direction })
            .Select(group => new MailCountRead(group.Key.OwnerId, group.Key.Direction, group.Count()));
    }

    /// <summary>Contacts added from a moment on and before another, by change set; what was taken back is left out.</summary>
    public static IQueryable<ContactsAddedRead> ContactsAdded(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before) =>
        (from entry in Entries(db, scope, start, before)
         join contact in db.Contacts on entry.EntityId equals contact.Id
         where entry.Entity == nameof(Contact) && entry.Action == AuditAction.Created
         select entry)
        .GroupBy(entry => new { entry.ChangeSet!.UserId, entry.ChangeSet.At })
        .Select(group => new ContactsAddedRead(group.Key.UserId, group.Key.At, group.Count()));

    /// <summary>Contacts changed from a moment on and before another that were there before the change set began.</summary>
    public static IQueryable<ContactUpdatedRead> ContactsUpdated(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before) =>
        (from entry in Entries(db, scope, start, before)
         join contact in db.Contacts on entry.RootId equals contact.Id
         where entry.RootEntity == nameof(Contact) && entry.Action != AuditAction.Exported && contact.CreatedAt < entry.ChangeSet!.At
         select new ContactUpdatedRead(entry.ChangeSet!.UserId, entry.ChangeSet.At, contact.Id)).Distinct();

    /// <summary>Leads that came from a moment on and before another; spam and duplicates are left out.</summary>
    public static IQueryable<LeadResponseRead> Leads(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before) =>
        scope.OfPeople(db.Leads.AsNoTracking())
            .Where(lead => lead.ReceivedAt >= start && lead.ReceivedAt < before
                && (lead.DisqualifiedReason == null || (lead.DisqualifiedReason != DisqualifiedReason.Spam && lead.DisqualifiedReason != DisqualifiedReason.Duplicate)))
            .OrderBy(lead => lead.Id)
            .Select(lead => new LeadResponseRead(lead.Id, lead.OwnerId, lead.ReceivedAt, lead.FirstResponseAt));

    /// <summary>Contacts that are not laid aside, by owner, and those of them with a plan from a day on or a touch since a moment.</summary>
    public static IQueryable<ContactBaseRead> ContactBase(CrmDb db, ReportScope scope, DateOnly today, DateTimeOffset since) =>
        scope.OfPeople(db.Contacts.AsNoTracking()).Where(contact => contact.ArchivedAt == null)
            .GroupBy(contact => contact.OwnerId)
            .Select(group => new ContactBaseRead(group.Key, group.Count(), group.Sum(contact => contact.LastContactedAt >= since || contact.NextActionOn >= today ? 1 : 0)));

    private static IQueryable<AuditEntry> Entries(CrmDb db, ReportScope scope, DateTimeOffset start, DateTimeOffset before)
    {
        var (teamId, ownerId) = (scope.TeamId, scope.OwnerId);
        return db.AuditEntries.AsNoTracking().Where(entry => entry.ChangeSet!.At >= start && entry.ChangeSet.At < before && entry.ChangeSet.UndoneAt == null
            && (ownerId == null || entry.ChangeSet.UserId == ownerId)
            && (teamId == null || db.Users.Any(user => user.Id == entry.ChangeSet.UserId && user.Teams.Any(member => member.TeamId == teamId))));
    }
}

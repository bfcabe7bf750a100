using CrmAddin.Core.Mail;
using CrmAddin.Core.Privacy;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// Decides on entries of one calendar and writes what follows: appointments, copies, people. What was told before changes nothing, and
/// what people noted on an appointment stays theirs. The caller holds the transaction, reads as the system, and clears the context's rows
/// afterwards.
/// </summary>
public sealed class LogMeetings(CrmDb db, FindKnownParties findKnownParties)
{
    private const int MaxText = 200;

    /// <summary>Writes without committing.</summary>
    /// <param name="mailbox">Whose calendar.</param>
    /// <param name="round">Number of the full round that they were told in.</param>
    /// <param name="events">Whole entries, each id once; no series.</param>
    /// <param name="goneIds">Entries that are in the calendar no more.</param>
    /// <param name="cancel">Ends the work.</param>
    public async Task RunAsync(Mailbox mailbox, int round, IReadOnlyCollection<CalendarEvent> events, IReadOnlyCollection<string> goneIds, CancellationToken cancel)
    {
        if (events.Count + goneIds.Count == 0)
            return;
        var rules = await findKnownParties.RulesAsync(mailbox, cancel);
        var known = await findKnownParties.RunAsync(mailbox, [.. events.Select(DecideMeeting.HeadOf)], cancel);
        var page = await LoadAsync(mailbox, events, goneIds, cancel);
        foreach (var meeting in events)
            await SettleAsync(meeting, mailbox, round, DecideMeeting.Run(meeting, rules, known), known, page, cancel);
        foreach (var id in goneIds)
            if (page.Copies.TryGetValue(id, out var copy))
                await WithdrawAsync(copy, page, cancel);
        await AddNewAsync(page, cancel);
        await db.SaveChangesAsync(cancel);
        await NoteLastContactAsync(page, cancel);
    }

    private async Task<PageState> LoadAsync(Mailbox mailbox, IReadOnlyCollection<CalendarEvent> events, IReadOnlyCollection<string> goneIds, CancellationToken cancel)
    {
        var ids = events.Select(e => e.Id).Concat(goneIds).Distinct().ToList();
        var identities = events.Select(e => MeetingIdentity.Of(e, mailbox.Address)).Distinct().ToList();
        var meetings = await db.LoggedMeetings.Include(m => m.Copies)
            .Where(m => identities.Contains(m.IdentityHash) || m.Copies.Any(c => c.MailboxId == mailbox.Id && ids.Contains(c.EventId))).ToListAsync(cancel);
        var keys = meetings.ConvertAll(m => m.ActivityId);
        // The appointments are not tracked: what the calendar says is written past the row's version, so that no open form conflicts.
        var activities = await db.Activities.IgnoreQueryFilters().AsNoTracking().Where(a => keys.Contains(a.Id)).ToDictionaryAsync(a => a.Id, cancel);
        var links = await db.ActivityContacts.IgnoreQueryFilters().Where(l => keys.Contains(l.ActivityId)).ToListAsync(cancel);
        var page = new PageState();
        foreach (var meeting in meetings)
        {
            page.Meetings[meeting.IdentityHash] = new KnownMeeting(meeting, activities[meeting.ActivityId], [.. links.Where(l => l.ActivityId == meeting.ActivityId)]);
            foreach (var copy in meeting.Copies.Where(c => c.MailboxId == mailbox.Id))
                page.Copies[copy.EventId] = copy;
        }
        return page;
    }

    private async Task SettleAsync(
        CalendarEvent told, Mailbox mailbox, int round, MeetingDecision decision, KnownParties known, PageState page, CancellationToken cancel)
    {
        page.Copies.TryGetValue(told.Id, out var copy);
        if (decision is DropMeeting drop)
        {
            if (copy is not null && drop.Reason is MeetingDropReason.Private or MeetingDropReason.Blocked or MeetingDropReason.OwnRule)
                await ForgetAsync(copy, page, cancel);
            else if (copy is not null)
                await WithdrawAsync(copy, page, cancel);
            return;
        }
        var keep = (KeepMeeting)decision;
        var meeting = copy is not null ? page.Of(copy) : page.Meetings.GetValueOrDefault(MeetingIdentity.Of(told, mailbox.Address));
        if (meeting is null)
        {
            // A meeting that was called off before anybody logged it never was one for us.
            if (told.IsCancelled)
                return;
            meeting = Begin(told, mailbox, keep, page);
        }
        copy ??= AddCopy(told, mailbox, meeting, page);
        (copy.Round, copy.RemovedAt, copy.SeriesId) = (round, null, told.SeriesId);
        (copy.IsException, copy.OriginalStart) = (told.Kind == CalendarEventKind.Exception, told.OriginalStart ?? (told.Kind == CalendarEventKind.Once ? null : told.StartsAt));
        await PutAsync(told, meeting, keep, known.Erased, cancel);
        Link(told, meeting, keep);
        page.Kept.Add(meeting);
    }

    private static KnownMeeting Begin(CalendarEvent told, Mailbox mailbox, KeepMeeting keep, PageState page)
    {
        var row = new LoggedMeeting { IdentityHash = MeetingIdentity.Of(told, mailbox.Address), KeptReason = keep.Reason.ToString(), KeptDetail = keep.Detail };
        var activity = new Activity { Kind = ActivityKind.Appointment, OwnerId = mailbox.OwnerId, TeamId = mailbox.TeamId };
        return page.Meetings[row.IdentityHash] = new KnownMeeting(row, activity, []) { IsNew = true };
    }

    private static MeetingCopy AddCopy(CalendarEvent told, Mailbox mailbox, KnownMeeting meeting, PageState page)
    {
        var copy = new MeetingCopy
        {
            MailboxId = mailbox.Id,
            EventId = told.Id,
            Visibility = mailbox.Visibility,
            OwnerId = mailbox.OwnerId,
            TeamId = mailbox.TeamId,
        };
        meeting.Row.Copies.Add(copy);
        return page.Copies[told.Id] = copy;
    }

    private async Task PutAsync(CalendarEvent told, KnownMeeting meeting, KeepMeeting keep, IReadOnlySet<string> erased, CancellationToken cancel)
    {
        var activity = meeting.Activity;
        var state = activity.State == ActivityState.Done ? ActivityState.Done : told.IsCancelled ? ActivityState.Cancelled : ActivityState.Open;
        var (subject, place) = (Shown(told.Subject, told, erased) ?? "", Shown(told.Place, told, erased));
        var (account, deal) = (activity.AccountId ?? keep.AccountId, activity.DealId ?? keep.DealId);
        var isAsBefore = (activity.Subject, activity.Place, activity.StartsAt, activity.EndsAt, activity.IsAllDay, activity.State, activity.AccountId, activity.DealId)
            == (subject, place, told.StartsAt, told.EndsAt, told.IsAllDay, state, account, deal);
        (activity.Subject, activity.Place, activity.StartsAt, activity.EndsAt, activity.IsAllDay) = (subject, place, told.StartsAt, told.EndsAt, told.IsAllDay);
        (activity.State, activity.AccountId, activity.DealId) = (state, account, deal);
        if (isAsBefore || meeting.IsNew)
            return;
        await db.Activities.IgnoreQueryFilters().Where(a => a.Id == activity.Id).ExecuteUpdateAsync(s => s
            .SetProperty(a => a.Subject, subject).SetProperty(a => a.Place, place)
            .SetProperty(a => a.StartsAt, told.StartsAt).SetProperty(a => a.EndsAt, told.EndsAt).SetProperty(a => a.IsAllDay, told.IsAllDay)
            .SetProperty(a => a.State, a => a.State == ActivityState.Done ? ActivityState.Done : state)
            .SetProperty(a => a.AccountId, account).SetProperty(a => a.DealId, deal)
            .SetProperty(a => a.ChangedAt, db.Now), cancel);
    }

    private void Link(CalendarEvent told, KnownMeeting meeting, KeepMeeting keep)
    {
        foreach (var contact in keep.ContactIds.Where(id => meeting.Links.All(l => l.ContactId != id)))
        {
            var link = new ActivityContact { ActivityId = meeting.Row.ActivityId, ContactId = contact };
            meeting.Links.Add(link);
            if (!meeting.IsNew)
                db.ActivityContacts.Add(link);
        }
        // Only the organizer's calendar is sure to name everybody who is invited.
        if (!told.IsOrganizer && meeting.Row.Copies.Count(c => c.RemovedAt is null) > 1)
            return;
        foreach (var link in meeting.Links.Where(l => !keep.ContactIds.Contains(l.ContactId)).ToList())
        {
            meeting.Links.Remove(link);
            if (!meeting.IsNew)
                db.ActivityContacts.Remove(link);
        }
    }

    /// <summary>The entry left one calendar. What was ahead is called off when no other holds it; what is past took place.</summary>
    private async Task WithdrawAsync(MeetingCopy copy, PageState page, CancellationToken cancel)
    {
        if (copy.RemovedAt is not null)
            return;
        copy.RemovedAt = db.Now;
        var meeting = page.Of(copy)!;
        if (meeting.Row.Copies.Exists(c => c.RemovedAt is null) || meeting.Activity.StartsAt <= db.Now || meeting.Activity.State != ActivityState.Open)
            return;
        meeting.Activity.State = ActivityState.Cancelled;
        await db.Activities.IgnoreQueryFilters().Where(a => a.Id == meeting.Activity.Id && a.State == ActivityState.Open)
            .ExecuteUpdateAsync(s => s.SetProperty(a => a.State, ActivityState.Cancelled).SetProperty(a => a.ChangedAt, db.Now), cancel);
    }

    /// <summary>The entry was made private, or somebody in it was put on a block list: what its calendar said goes, what people noted stays.</summary>
    private async Task ForgetAsync(MeetingCopy copy, PageState page, CancellationToken cancel)
    {
        var meeting = page.Of(copy)!;
        page.Copies.Remove(copy.EventId);
        meeting.Row.Copies.Remove(copy);
        if (copy.Id != 0)
            db.MeetingCopies.Remove(copy);
        if (meeting.Row.Copies.Count > 0)
            return;
        page.Meetings.Remove(meeting.Row.IdentityHash);
        if (meeting.IsNew)
            return;
        db.LoggedMeetings.Remove(meeting.Row);
        await db.SaveChangesAsync(cancel);
        var rows = db.Activities.IgnoreQueryFilters().Where(a => a.Id == meeting.Activity.Id);
        await rows.Where(a => a.Purpose == null && a.Result == null).ExecuteDeleteAsync(cancel);
        await rows.ExecuteUpdateAsync(s => s.SetProperty(a => a.Subject, "").SetProperty(a => a.Place, (string?)null), cancel);
    }

    // An appointment's own row is written without the journal: the subject of a calendar that only its owner reads is nobody else's.
    private async Task AddNewAsync(PageState page, CancellationToken cancel)
    {
        var added = page.Meetings.Values.Where(m => m.IsNew).ToList();
        if (added.Count == 0)
            return;
        using (var bulk = new BulkWrite(db))
        {
            foreach (var meeting in added)
                (meeting.Activity.CreatedAt, meeting.Activity.ChangedAt) = (db.Now, db.Now);
            await bulk.InsertAsync(added.ConvertAll(m => m.Activity), cancel);
        }
        foreach (var meeting in added)
        {
            meeting.Row.ActivityId = meeting.Activity.Id;
            db.LoggedMeetings.Add(meeting.Row);
            db.ActivityContacts.AddRange(meeting.Links.Select(l => new ActivityContact { ActivityId = meeting.Activity.Id, ContactId = l.ContactId }));
        }
    }

    private async Task NoteLastContactAsync(PageState page, CancellationToken cancel)
    {
        var past = page.Kept.Where(m => m.Activity.StartsAt <= db.Now && m.Activity.State != ActivityState.Cancelled);
        foreach (var contact in past.SelectMany(m => m.Links.Select(l => (l.ContactId, m.Activity.StartsAt))).GroupBy(l => l.ContactId))
        {
            var last = contact.Max(l => l.StartsAt);
            await db.Contacts.Where(c => c.Id == contact.Key && (c.LastContactedAt == null || c.LastContactedAt < last))
                .ExecuteUpdateAsync(s => s.SetProperty(c => c.LastContactedAt, last), cancel);
        }
    }

    // A meeting that others keep does not bring back an erased person who takes part in it.
    private static string? Shown(string? text, CalendarEvent told, IReadOnlySet<string> erased)
    {
        if (text is null)
            return null;
        var shown = text.Replace("\0", "", StringComparison.Ordinal);
        foreach (var person in (told.Attendees ?? []).Prepend(told.Organizer).OfType<MailPerson>().Where(p => erased.Contains(MailAddresses.KeyOf(p.Address))))
        {
            shown = shown.Replace(MailAddresses.KeyOf(person.Address), ErasedText.Mark, StringComparison.OrdinalIgnoreCase);
            if (person.Name is { Length: > 3 } name)
                shown = shown.Replace(name, ErasedText.Mark, StringComparison.OrdinalIgnoreCase);
        }
        return shown.Length <= MaxText ? shown : shown[..MaxText];
    }

    private sealed record KnownMeeting(LoggedMeeting Row, Activity Activity, List<ActivityContact> Links)
    {
        public bool IsNew { get; init; }
    }

    private sealed class PageState
    {
        public Dictionary<string, KnownMeeting> Meetings { get; } = [];

        public Dictionary<string, MeetingCopy> Copies { get; } = [];

        public HashSet<KnownMeeting> Kept { get; } = [];

        public KnownMeeting? Of(MeetingCopy copy) => Meetings.Values.FirstOrDefault(m => m.Row.Copies.Contains(copy));
    }
}

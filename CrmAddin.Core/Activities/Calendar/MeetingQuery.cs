using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>A logged time of a series.</summary>
/// <param name="EventId">Its id in the calendar.</param>
/// <param name="SeriesId">Id of the series.</param>
/// <param name="OriginalStart">When it was to begin.</param>
/// <param name="StartsAt">When it begins.</param>
/// <param name="EndsAt">When it ends.</param>
public sealed record MeetingTime(string EventId, string? SeriesId, DateTimeOffset? OriginalStart, DateTimeOffset? StartsAt, DateTimeOffset? EndsAt);

/// <summary>Reads of meetings in calendars, for the work that keeps them in step.</summary>
public static class MeetingQuery
{
    /// <summary>Times ahead of some series, without those that were changed on their own.</summary>
    public static IQueryable<MeetingTime> TimesAhead(CrmDb db, long mailboxId, IReadOnlyCollection<string> seriesIds, DateTimeOffset now) =>
        db.MeetingCopies.IgnoreQueryFilters()
            .Where(c => c.MailboxId == mailboxId && c.SeriesId != null && seriesIds.Contains(c.SeriesId) && !c.IsException && c.RemovedAt == null && c.Meeting!.Activity!.StartsAt > now)
            .OrderBy(c => c.Id).Select(c => new MeetingTime(c.EventId, c.SeriesId, c.OriginalStart, c.Meeting!.Activity!.StartsAt, c.Meeting.Activity.EndsAt));

    /// <summary>Logged entries ahead that have one of these ids, or whose series has.</summary>
    public static IQueryable<string> AheadOf(CrmDb db, long mailboxId, IReadOnlyCollection<string> ids, DateTimeOffset now) =>
        db.MeetingCopies.IgnoreQueryFilters()
            .Where(c => c.MailboxId == mailboxId && (ids.Contains(c.EventId) || (c.SeriesId != null && ids.Contains(c.SeriesId))) && c.RemovedAt == null && c.Meeting!.Activity!.StartsAt > now)
            .OrderBy(c => c.Id).Select(c => c.EventId);

    /// <summary>Logged entries ahead, within the window, that a full round did not tell.</summary>
    public static IQueryable<string> NotTold(CrmDb db, long mailboxId, int round, DateTimeOffset now, DateTimeOffset windowTo) =>
        db.MeetingCopies.IgnoreQueryFilters()
            .Where(c => c.MailboxId == mailboxId && c.Round < round && c.RemovedAt == null && c.Meeting!.Activity!.StartsAt > now && c.Meeting.Activity.StartsAt < windowTo)
            .OrderBy(c => c.Id).Select(c => c.EventId);
}

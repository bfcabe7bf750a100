using System.Globalization;
using CrmAddin.Core.Activities.Calendar;
using CrmAddin.Core.Mail;
using Microsoft.Graph.Models;

namespace CrmAddin.Web.Graph;

/// <summary>Turns Graph's events into the product's own; nothing of Graph's goes further than this folder.</summary>
internal static class GraphEvents
{
    public static bool IsRemoved(Event entry) => entry.AdditionalData.ContainsKey("@removed");

    public static CalendarEvent From(Event entry) => new()
    {
        Id = entry.Id!,
        Kind = entry.Type switch
        {
            EventType.SeriesMaster => CalendarEventKind.SeriesMaster,
            EventType.Occurrence => CalendarEventKind.Occurrence,
            EventType.Exception => CalendarEventKind.Exception,
            _ => CalendarEventKind.Once,
        },
        ICalUId = entry.ICalUId,
        SeriesId = entry.SeriesMasterId,
        OriginalStart = entry.OriginalStart,
        Subject = entry.Subject,
        Place = entry.Location?.DisplayName is { Length: > 0 } place ? place : null,
        StartsAt = Instant(entry.Start),
        EndsAt = Instant(entry.End),
        IsAllDay = entry.IsAllDay ?? false,
        IsCancelled = entry.IsCancelled ?? false,
        IsOrganizer = entry.IsOrganizer ?? false,
        Sensitivity = entry.Sensitivity switch
        {
            Sensitivity.Personal => CalendarSensitivity.Personal,
            Sensitivity.Private => CalendarSensitivity.Private,
            Sensitivity.Confidential => CalendarSensitivity.Confidential,
            _ => CalendarSensitivity.Normal,
        },
        ShowAs = entry.ShowAs switch
        {
            FreeBusyStatus.Free => CalendarShowAs.Free,
            FreeBusyStatus.Tentative => CalendarShowAs.Tentative,
            FreeBusyStatus.Busy => CalendarShowAs.Busy,
            FreeBusyStatus.Oof => CalendarShowAs.OutOfOffice,
            FreeBusyStatus.WorkingElsewhere => CalendarShowAs.WorkingElsewhere,
            _ => CalendarShowAs.Unknown,
        },
        Response = entry.ResponseStatus?.Response switch
        {
            ResponseType.Organizer => CalendarResponse.Organizer,
            ResponseType.TentativelyAccepted => CalendarResponse.Tentative,
            ResponseType.Accepted => CalendarResponse.Accepted,
            ResponseType.Declined => CalendarResponse.Declined,
            _ => CalendarResponse.None,
        },
        Organizer = Person(entry.Organizer?.EmailAddress),
        // A room is invited too and is nobody.
        Attendees = entry.Attendees?.Where(a => a.Type != AttendeeType.Resource).Select(a => Person(a.EmailAddress)).OfType<MailPerson>().ToList(),
    };

    private static MailPerson? Person(EmailAddress? person) => person?.Address is { Length: > 0 } address ? new MailPerson(address, person.Name) : null;

    // UTC is asked for; where another zone is told all the same, its name says what the time means.
    private static DateTimeOffset? Instant(DateTimeTimeZone? time)
    {
        if (!DateTime.TryParse(time?.DateTime, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var at))
            return null;
        return time!.TimeZone is not (null or "" or "UTC") && TimeZoneInfo.TryFindSystemTimeZoneById(time.TimeZone, out var zone)
            ? new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(at, DateTimeKind.Unspecified), zone), TimeSpan.Zero)
            : new DateTimeOffset(at, TimeSpan.Zero);
    }
}

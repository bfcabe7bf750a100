using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>What an entry of a calendar is.</summary>
public enum CalendarEventKind
{
    /// <summary>Happens once.</summary>
    Once,
    /// <summary>One time of a series, as the series says.</summary>
    Occurrence,
    /// <summary>One time of a series that was changed on its own.</summary>
    Exception,
    /// <summary>The series itself; it takes place at no time.</summary>
    SeriesMaster,
}

/// <summary>How secret its owner marked an entry.</summary>
public enum CalendarSensitivity
{
    /// <summary>Not at all.</summary>
    Normal,
    /// <summary>Personal.</summary>
    Personal,
    /// <summary>Private.</summary>
    Private,
    /// <summary>Confidential.</summary>
    Confidential,
}

/// <summary>What an entry does to its owner's time.</summary>
public enum CalendarShowAs
{
    /// <summary>Not told.</summary>
    Unknown,
    /// <summary>The time stays free: a birthday, a note, something to know of.</summary>
    Free,
    /// <summary>Perhaps.</summary>
    Tentative,
    /// <summary>Taken.</summary>
    Busy,
    /// <summary>Away.</summary>
    OutOfOffice,
    /// <summary>At work in another place.</summary>
    WorkingElsewhere,
}

/// <summary>What the calendar's owner answered to an invitation.</summary>
public enum CalendarResponse
{
    /// <summary>Nothing yet, or nothing to answer.</summary>
    None,
    /// <summary>The owner invited.</summary>
    Organizer,
    /// <summary>Perhaps.</summary>
    Tentative,
    /// <summary>Yes.</summary>
    Accepted,
    /// <summary>No.</summary>
    Declined,
}

/// <summary>
/// An entry of a calendar as the mailbox tells it. A null property was not told: an update may carry only what changed, and the times of a
/// series carry little more than their own time.
/// </summary>
public sealed record CalendarEvent
{
    /// <summary>Immutable id.</summary>
    public required string Id { get; init; }

    /// <summary>What it is.</summary>
    public CalendarEventKind Kind { get; init; }

    /// <summary>Id that all calendars share (RFC 5545, UID); in Exchange it may hold the day of the occurrence.</summary>
    public string? ICalUId { get; init; }

    /// <summary>The series of an occurrence or exception.</summary>
    public string? SeriesId { get; init; }

    /// <summary>When an occurrence was to begin before anybody moved it.</summary>
    public DateTimeOffset? OriginalStart { get; init; }

    /// <summary>Subject.</summary>
    public string? Subject { get; init; }

    /// <summary>Place as shown.</summary>
    public string? Place { get; init; }

    /// <summary>When it begins; midnight UTC of its day for one that takes all day.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it ends; for all day midnight UTC after its last day.</summary>
    public DateTimeOffset? EndsAt { get; init; }

    /// <summary>Whether it takes the whole day.</summary>
    public bool IsAllDay { get; init; }

    /// <summary>Whether the organizer called it off.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>Whether the calendar's owner invited.</summary>
    public bool IsOrganizer { get; init; }

    /// <summary>How secret it is.</summary>
    public CalendarSensitivity Sensitivity { get; init; }

    /// <summary>What it does to the owner's time.</summary>
    public CalendarShowAs ShowAs { get; init; }

    /// <summary>What the owner answered.</summary>
    public CalendarResponse Response { get; init; }

    /// <summary>Who invited.</summary>
    public MailPerson? Organizer { get; init; }

    /// <summary>Who is invited, rooms left out.</summary>
    public IReadOnlyList<MailPerson>? Attendees { get; init; }

    /// <summary>Whether enough was told to decide.</summary>
    public bool IsWhole => ICalUId is not null && Subject is not null && Attendees is not null && StartsAt is not null && EndsAt is not null;
}

/// <summary>A page of a calendar's changes within a window.</summary>
/// <param name="Events">New and changed entries; the last one of an id wins.</param>
/// <param name="RemovedIds">Entries that left the window, by deletion or by a move.</param>
/// <param name="Cursor">Where the next page or round goes on.</param>
/// <param name="IsRoundComplete">Whether everything up to now was told.</param>
public sealed record CalendarPage(IReadOnlyList<CalendarEvent> Events, IReadOnlyList<string> RemovedIds, string Cursor, bool IsRoundComplete);

using CrmAddin.Core.Mail;

namespace CrmAddin.Core.Activities.Calendar;

/// <summary>
/// That an appointment was read out of calendars: one row however many of them hold it. What the calendars say stands on the appointment;
/// what people note there is theirs and is never overwritten.
/// </summary>
public sealed class LoggedMeeting
{
    /// <summary>The appointment; also the key.</summary>
    public long ActivityId { get; set; }

    /// <summary>The appointment's row.</summary>
    public Activity? Activity { get; set; }

    /// <summary>SHA-256 over the shared id and the original time of the occurrence, in hex: what makes it the same meeting. Unique.</summary>
    public required string IdentityHash { get; set; }

    /// <summary>Name of the reason why it was kept.</summary>
    public required string KeptReason { get; set; }

    /// <summary>What the reason rests on: the address or domain that matched.</summary>
    public string? KeptDetail { get; set; }

    /// <summary>Calendars that hold it.</summary>
    public List<MeetingCopy> Copies { get; } = [];
}

/// <summary>A meeting in one calendar. What a reader may see hangs on the copy.</summary>
public sealed class MeetingCopy
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The appointment.</summary>
    public long ActivityId { get; set; }

    /// <summary>The meeting's row.</summary>
    public LoggedMeeting? Meeting { get; set; }

    /// <summary>The mailbox whose calendar it is in.</summary>
    public long MailboxId { get; set; }

    /// <summary>The mailbox' row.</summary>
    public Mailbox? Mailbox { get; set; }

    /// <summary>Immutable id in the calendar; unique in the mailbox.</summary>
    public required string EventId { get; set; }

    /// <summary>Id of its series in the calendar; null for a meeting that happens once.</summary>
    public string? SeriesId { get; set; }

    /// <summary>Whether this time of the series was changed on its own.</summary>
    public bool IsException { get; set; }

    /// <summary>When this time of the series was to begin before anybody moved it.</summary>
    public DateTimeOffset? OriginalStart { get; set; }

    /// <summary>Who may read it.</summary>
    public MailVisibility Visibility { get; set; }

    /// <summary>Owner of the mailbox.</summary>
    public long? OwnerId { get; set; }

    /// <summary>Team of the mailbox.</summary>
    public long? TeamId { get; set; }

    /// <summary>The full round in which it was told last.</summary>
    public int Round { get; set; }

    /// <summary>When it left the calendar; the appointment stays.</summary>
    public DateTimeOffset? RemovedAt { get; set; }
}

/// <summary>The place that reading has reached in one calendar.</summary>
public sealed class CalendarCursor
{
    /// <summary>The mailbox; also the key.</summary>
    public long MailboxId { get; set; }

    /// <summary>Beginning of the window.</summary>
    public DateTimeOffset WindowFrom { get; set; }

    /// <summary>End of the window.</summary>
    public DateTimeOffset WindowTo { get; set; }

    /// <summary>The next or delta link that reading goes on from; null before the first page.</summary>
    public string? Cursor { get; set; }

    /// <summary>Raised with each page: a host that was frozen finds another number and stops.</summary>
    public int CursorVersion { get; set; }

    /// <summary>Number of the last full round.</summary>
    public int Round { get; set; }

    /// <summary>When the last full round began.</summary>
    public DateTimeOffset RoundBeganAt { get; set; }

    /// <summary>Whether the last full round has ended.</summary>
    public bool IsRoundComplete { get; set; }

    /// <summary>Key of the newest address that was known when the round began: a newer one may be of somebody met before.</summary>
    public long NewestEmailId { get; set; }

    /// <summary>Last page that came through.</summary>
    public DateTimeOffset? LastSuccessAt { get; set; }
}

using CrmAddin.Core.Users;

namespace CrmAddin.Core.Schedules;

/// <summary>How far a delivery has come.</summary>
public enum DeliveryState
{
    /// <summary>Waits for its time.</summary>
    Waiting,
    /// <summary>The workbook is being made; nothing has left the house.</summary>
    Preparing,
    /// <summary>The mail server is being asked: from here on it may have gone out.</summary>
    Sending,
    /// <summary>It went out.</summary>
    Sent,
    /// <summary>It did not go out and is not tried again.</summary>
    Failed,
    /// <summary>Nobody knows whether it went out: it is not sent again by itself.</summary>
    Unknown,
}

/// <summary>One occasion of a schedule for one reader; once each.</summary>
public sealed class ReportDelivery
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The schedule.</summary>
    public long ScheduleId { get; set; }

    /// <summary>The schedule's row.</summary>
    public ReportSchedule? Schedule { get; set; }

    /// <summary>The reader.</summary>
    public long UserId { get; set; }

    /// <summary>The reader's row.</summary>
    public User? User { get; set; }

    /// <summary>The moment for which it is: of its day is the period of the report.</summary>
    public DateTimeOffset Occasion { get; set; }

    /// <summary>How far it has come.</summary>
    public DeliveryState State { get; set; }

    /// <summary>Tries that were begun.</summary>
    public int Attempts { get; set; }

    /// <summary>Not tried before this moment.</summary>
    public DateTimeOffset NextTryAt { get; set; }

    /// <summary>When the present state began.</summary>
    public DateTimeOffset StateSince { get; set; }

    /// <summary>Name of the error of the last try; null where there was none.</summary>
    public string? ErrorCode { get; set; }

    /// <summary>The error's sentence in English, for readers of both languages where it is not translated.</summary>
    public string? Error { get; set; }

    /// <summary>The error's values as a JSON list of texts, for its translation.</summary>
    public string? ErrorArgumentsJson { get; set; }
}

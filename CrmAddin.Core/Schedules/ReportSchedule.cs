using CrmAddin.Core.Audit;
using CrmAddin.Core.Store;
using CrmAddin.Core.Users;

namespace CrmAddin.Core.Schedules;

/// <summary>How often a report goes out.</summary>
public enum ScheduleRhythm
{
    /// <summary>Once a week.</summary>
    Weekly,
    /// <summary>Once a month.</summary>
    Monthly,
}

/// <summary>The period of a report as seen from the day on which it goes out.</summary>
public enum RelativePeriod
{
    /// <summary>The seven days before the day: what a weekly report has not told yet.</summary>
    LastSevenDays,
    /// <summary>The calendar month of the day.</summary>
    ThisMonth,
    /// <summary>The calendar month before.</summary>
    LastMonth,
    /// <summary>The quarter of the day.</summary>
    ThisQuarter,
    /// <summary>The quarter before.</summary>
    LastQuarter,
    /// <summary>The calendar year of the day.</summary>
    ThisYear,
    /// <summary>Everything.</summary>
    All,
}

/// <summary>A report that goes to people's mail boxes by itself. It is seen by whoever made it, and by administrators.</summary>
public sealed class ReportSchedule : IVersioned, ITimed, IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>Name of the report.</summary>
    public required string Report { get; set; }

    /// <summary>How often.</summary>
    public ScheduleRhythm Rhythm { get; set; }

    /// <summary>The day of a weekly report.</summary>
    public DayOfWeek Weekday { get; set; }

    /// <summary>The day of a monthly report, 1 to 31; the last day of a month that has fewer.</summary>
    public int DayOfMonth { get; set; } = 1;

    /// <summary>The hour in the firm's time zone, 0 to 23.</summary>
    public int Hour { get; set; }

    /// <summary>The period that is reported.</summary>
    public RelativePeriod Period { get; set; }

    /// <summary>The pipeline's name; null for all.</summary>
    public string? Pipeline { get; set; }

    /// <summary>The team's name; null for all that a reader sees.</summary>
    public string? Team { get; set; }

    /// <summary>The owner's name; null for all that a reader sees.</summary>
    public string? Owner { get; set; }

    /// <summary>Currency of amounts, ISO 4217; null for the firm's.</summary>
    public string? Currency { get; set; }

    /// <summary>Whether it rests.</summary>
    public bool IsPaused { get; set; }

    /// <summary>When it goes out next.</summary>
    public DateTimeOffset NextAt { get; set; }

    /// <summary>Who made it.</summary>
    public long? MadeById { get; set; }

    /// <summary>The maker's row.</summary>
    public User? MadeBy { get; set; }

    /// <summary>Who gets it.</summary>
    public List<ReportScheduleReader> Readers { get; } = [];

    /// <summary>What went out, or was to.</summary>
    public List<ReportDelivery> Deliveries { get; } = [];

    /// <inheritdoc/>
    public DateTimeOffset CreatedAt { get; set; }

    /// <inheritdoc/>
    public DateTimeOffset ChangedAt { get; set; }

    /// <inheritdoc/>
    public int Version { get; set; }
}

/// <summary>Somebody who gets a scheduled report, in their language and with what they may see.</summary>
public sealed class ReportScheduleReader : IAudited
{
    /// <summary>Key.</summary>
    public long Id { get; set; }

    /// <summary>The schedule.</summary>
    public long ScheduleId { get; set; }

    /// <summary>The user.</summary>
    public long UserId { get; set; }

    /// <summary>The user's row.</summary>
    public User? User { get; set; }

    /// <inheritdoc/>
    public (string Entity, long Id)? AuditRoot => (nameof(ReportSchedule), ScheduleId);
}

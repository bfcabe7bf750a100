namespace CrmAddin.Core.Activities.Calendar;

/// <summary>Logging of meetings; section <c>Crm:Calendar</c> of the configuration.</summary>
public sealed class CalendarSettings
{
    /// <summary>Days back that are read.</summary>
    public int PastDays { get; set; } = 90;

    /// <summary>Days ahead that are read; the window moves on when half of them are used up.</summary>
    public int FutureDays { get; set; } = 180;

    /// <summary>Minutes after which a calendar is read anew because people became known meanwhile: their meetings are found then.</summary>
    public int LookAgainMinutes { get; set; } = 60;
}

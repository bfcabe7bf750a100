namespace CrmAddin.Core.Activities.Calendar;

/// <summary>The stretch of a calendar that is read. The server fixes it with the first page, so it moves only by reading anew.</summary>
/// <param name="From">Its beginning, a midnight UTC.</param>
/// <param name="To">Its end.</param>
public sealed record CalendarWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>The window that is right now.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="logFrom">What was before is left alone; null for no such limit.</param>
    /// <param name="settings">How far it reaches.</param>
    public static CalendarWindow At(DateTimeOffset now, DateTimeOffset? logFrom, CalendarSettings settings)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero);
        var (from, to) = (today.AddDays(-settings.PastDays), today.AddDays(settings.FutureDays));
        return new CalendarWindow(logFrom > from && logFrom < to ? logFrom.Value.ToUniversalTime() : from, to);
    }

    /// <summary>Whether half of what it reached ahead is used up.</summary>
    public bool MustMove(DateTimeOffset now, CalendarSettings settings) => To - now < TimeSpan.FromDays(settings.FutureDays / 2.0);
}

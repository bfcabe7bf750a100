using System.Globalization;
using CrmAddin.Core.Activities;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Activities;

/// <summary>When an appointment is, in words.</summary>
public static class AppointmentTimes
{
    /// <summary>Day and hours in the firm's time zone: "22 Nov 2026, 09:00–10:00"; days alone where it takes the whole day.</summary>
    public static string Of(Activity activity, TimeZoneInfo zone)
    {
        if (activity.StartsAt is not { } start)
            return "—";
        if (activity.IsAllDay)
            return Days(start, activity.EndsAt ?? start.AddDays(1));
        var from = TimeZoneInfo.ConvertTime(start, zone);
        if (activity.EndsAt is not { } end)
            return Format.Moment(start, zone);
        var to = TimeZoneInfo.ConvertTime(end, zone);
        return from.Date == to.Date
            ? $"{Format.Moment(start, zone)}–{to.ToString("HH:mm", CultureInfo.InvariantCulture)}"
            : $"{Format.Moment(start, zone)} – {Format.Moment(end, zone)}";
    }

    // A whole day is a day of the calendar and no moment: it is the same day in every zone.
    private static string Days(DateTimeOffset start, DateTimeOffset end)
    {
        var (first, last) = (DateOnly.FromDateTime(start.UtcDateTime), DateOnly.FromDateTime(end.UtcDateTime.AddTicks(-1)));
        return last <= first ? Format.Day(first) : $"{Format.Day(first)} – {Format.Day(last)}";
    }
}

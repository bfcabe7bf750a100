using System.Globalization;
using System.Text.Json;
using CrmAddin.Core.Schedules;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>Schedules and deliveries in words of the reader's language.</summary>
public static class ScheduleWords
{
    /// <summary>"every Monday at 08:00", "on day 1 of every month at 08:00".</summary>
    public static string Rhythm(ReportSchedule schedule) => schedule.Rhythm == ScheduleRhythm.Weekly
        ? UiTexts.T("schedules.every-week", Weekday(schedule.Weekday), Hour(schedule.Hour))
        : UiTexts.T("schedules.every-month", schedule.DayOfMonth, Hour(schedule.Hour));

    /// <summary>The name of a day.</summary>
    public static string Weekday(DayOfWeek day) => CultureInfo.GetCultureInfo(UiTexts.Language).DateTimeFormat.GetDayName(day);

    /// <summary>An hour as the clock shows it.</summary>
    public static string Hour(int hour) => string.Create(CultureInfo.InvariantCulture, $"{hour:00}:00");

    /// <summary>Why a delivery has not gone out, or may not have; null where it has.</summary>
    public static string? Trouble(ReportDelivery delivery) => delivery is { ErrorCode: { } code, Error: { } sentence }
        ? UiTexts.Sentence(code, sentence, JsonSerializer.Deserialize<List<string>>(delivery.ErrorArgumentsJson ?? "[]")!)
        : null;
}

using CrmAddin.Core.Firm;
using CrmAddin.Core.Schedules;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Reports.Schedules;

/// <summary>What a scheduled report says, in the language of the moment.</summary>
/// <param name="Subject">Subject.</param>
/// <param name="Lines">Paragraphs.</param>
public sealed record ReportMail(string Subject, IReadOnlyList<string> Lines)
{
    /// <summary>The mail of a delivery.</summary>
    /// <param name="title">Title of the report.</param>
    /// <param name="schedule">The schedule.</param>
    /// <param name="days">First day and first day after the period.</param>
    /// <param name="maker">Who made the schedule.</param>
    /// <param name="firm">The firm.</param>
    public static ReportMail Of(string title, ReportSchedule schedule, (DateOnly? From, DateOnly? To) days, string? maker, FirmSettings firm)
    {
        var period = days is (DateOnly from, DateOnly to) ? UiTexts.T("schedules.days", Format.Day(from), Format.Day(to.AddDays(-1))) : UiTexts.T("schedules.period.All");
        return new(
            UiTexts.T("schedules.mail.subject", title, period),
            [
                UiTexts.T("schedules.mail.intro", title, period, firm.NameIn(UiTexts.Language)),
                UiTexts.T("schedules.mail.yours"),
                UiTexts.T("schedules.mail.why", maker ?? firm.NameIn(UiTexts.Language), ScheduleWords.Rhythm(schedule)),
            ]);
    }
}

using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>Periods and months in the reader's words.</summary>
public static class PeriodText
{
    /// <summary>The period of a report; its last day is named, not the first one after it.</summary>
    public static string Of(ReportFrame frame)
    {
        var texts = new LayoutTexts(frame.Language);
        return frame.Period switch
        {
            { From: { } from, To: { } to } => texts.Format("Period.Between", from, to.AddDays(-1)),
            { From: { } from } => texts.Format("Period.Since", from),
            { To: { } to } => texts.Format("Period.Until", to.AddDays(-1)),
            _ => texts["Period.All"],
        };
    }

    /// <summary>A month with its year.</summary>
    public static string Month(ReportLanguage language, DateOnly month) =>
        FormattableString.Invariant($"{new LayoutTexts(language)[FormattableString.Invariant($"Month.{month.Month}")]} {month.Year}");

    /// <summary>A day of a year that is told elsewhere.</summary>
    public static string DayOfYear(ReportLanguage language, DateOnly day) =>
        FormattableString.Invariant($"{day.Day} {new LayoutTexts(language)[FormattableString.Invariant($"Month.{day.Month}")]}");

    /// <summary>The title of a table by month; one that is full may have left older months out, and says so.</summary>
    public static string Months(ReportLanguage language, string title, int shown) =>
        shown < ReportMonths.MaxMonths ? title : new LayoutTexts(language).Format("NewestMonths", title, shown);

    /// <summary>A day. Its month is named: between Arabic words the digits of 2026-02-01 would run the other way.</summary>
    public static string Day(ReportLanguage language, DateOnly day) => FormattableString.Invariant($"{day.Day} {Month(language, day)}");
}

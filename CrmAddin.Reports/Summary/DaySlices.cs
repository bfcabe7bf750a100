using CrmAddin.Core.Metrics;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>Rows of tables by month or week as labels and as conditions of formulas.</summary>
internal static class DaySlices
{
    /// <summary>The month as shown.</summary>
    public static string Month(ReportLanguage language, DaySlice slice) => slice switch
    {
        { IsNoDate: true } => new LayoutTexts(language)["NoDate"],
        { IsEarlier: true } => new LayoutTexts(language).Format("Earlier", PeriodText.Month(language, slice.Before!.Value)),
        _ => PeriodText.Month(language, slice.From!.Value),
    };

    /// <summary>The condition, for SUMPRODUCT, that the day in a column belongs to the row.</summary>
    public static string IsIn(this TableNames table, string headingKey, DaySlice slice)
    {
        var days = table[headingKey];
        if (slice.IsNoDate)
            return $"({days}=\"\")";
        // An empty cell is earlier than every day.
        var from = slice.From is { } first ? $"({days}>={ExcelDay.Formula(first)})" : $"({days}<>\"\")";
        return $"{from}*({days}<{ExcelDay.Formula(slice.Before!.Value)})";
    }
}

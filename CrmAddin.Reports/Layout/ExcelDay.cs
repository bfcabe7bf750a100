using System.Globalization;

namespace CrmAddin.Reports.Layout;

/// <summary>Days as Excel's 1900 date system counts them.</summary>
internal static class ExcelDay
{
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>The serial number of a day; null for none and for days before March 1900, which Excel counts wrongly.</summary>
    public static decimal? Serial(DateOnly? day) =>
        day is { } known && known >= new DateOnly(1900, 3, 1) ? known.DayNumber - Epoch.DayNumber : null;

    /// <summary>The serial number of a local moment, with the time as its fraction.</summary>
    public static double Serial(DateTime local) => local.ToOADate();

    /// <summary>The day as a formula writes it.</summary>
    public static string Formula(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"DATE({day.Year},{day.Month},{day.Day})");
}

using System.Globalization;
using CrmAddin.Core.Contacts.Phones;
using Humanizer;

namespace CrmAddin.Web.Texts;

/// <summary>How values are shown: Gregorian calendar and Latin digits in both languages.</summary>
public static class Format
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");
    private static readonly CultureInfo Arabic = CultureInfo.GetCultureInfo("ar");

    /// <summary>A whole number with thousands separators.</summary>
    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number with at most one decimal.</summary>
    public static string OneDecimal(double number) => number.ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>Money with its currency code.</summary>
    public static string Money(decimal? amount, string currency) => amount is { } value
        ? $"{value.ToString(value == decimal.Truncate(value) ? "N0" : "N2", CultureInfo.InvariantCulture)} {currency}"
        : "—";

    /// <summary>A fraction as percent.</summary>
    public static string Percent(decimal? fraction) => fraction is { } value ? value.ToString("0.#%", CultureInfo.InvariantCulture) : "—";

    /// <summary>A day, as "22 Nov 2026" or "22 نوفمبر 2026".</summary>
    public static string Day(DateOnly? day) => day is { } value ? $"{value.Day} {MonthName(value)} {value.Year.ToString(CultureInfo.InvariantCulture)}" : "—";

    /// <summary>A day as date fields take it: "2026-11-22"; null for none.</summary>
    public static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A moment in the firm's time zone.</summary>
    public static string Moment(DateTimeOffset? moment, TimeZoneInfo zone)
    {
        if (moment is not { } value)
            return "—";
        var local = TimeZoneInfo.ConvertTime(value, zone);
        var comma = UiTexts.Language == "ar" ? '،' : ',';
        return $"{Day(DateOnly.FromDateTime(local.DateTime))}{comma} {local.ToString("HH:mm", CultureInfo.InvariantCulture)}";
    }

    /// <summary>How long ago, in words: English by Humanizer, Arabic by our own texts.</summary>
    public static string Ago(DateTimeOffset? moment, DateTimeOffset now)
    {
        if (moment is not { } value)
            return "—";
        if (UiTexts.Language != "ar")
            return value.UtcDateTime.Humanize(utcDate: true, dateToCompareAgainst: now.UtcDateTime, culture: English);
        var span = now - value;
        var (key, count) = span.Duration() switch
        {
            { TotalSeconds: < 60 } => ("ago.now", 0),
            { TotalMinutes: < 60 } d => ("ago.minutes", (int)d.TotalMinutes),
            { TotalHours: < 24 } d => ("ago.hours", (int)d.TotalHours),
            { TotalDays: < 30 } d => ("ago.days", (int)d.TotalDays),
            { TotalDays: < 365 } d => ("ago.months", (int)(d.TotalDays / 30.44)),
            var d => ("ago.years", (int)(d.TotalDays / 365.25)),
        };
        if (count == 0)
            return UiTexts.T("ago.now");
        return UiTexts.T(span < TimeSpan.Zero ? "ago.in" : "ago.before", UiTexts.Count(key, count));
    }

    /// <summary>A phone as people of its country write it, abroad with the country code.</summary>
    public static string Phone(string raw, string? e164, string homeCountry) =>
        e164 is not null && PhoneNumber.TryParse(e164, homeCountry, out var number)
            ? number.Region == homeCountry ? number.NationalFormat : number.InternationalFormat
            : raw;

    /// <summary>Name of a month, 1 to 12.</summary>
    public static string MonthName(int month) => (UiTexts.Language == "ar" ? Arabic : English).DateTimeFormat.GetMonthName(month);

    private static string MonthName(DateOnly day) =>
        (UiTexts.Language == "ar" ? Arabic : English).DateTimeFormat.GetMonthName(day.Month) is var name && UiTexts.Language != "ar" ? name[..3] : name;
}

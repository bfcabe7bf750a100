using System.Globalization;
using System.Linq.Expressions;
using CrmAddin.Core.CustomFields;

namespace CrmAddin.Core.Filters;

// Expressions become SQL, where no culture is at work and the engines know none of the overloads that name one.
#pragma warning disable CA1304, CA1310, CA1311, CA1847, CA1866

/// <summary>What operators mean for texts, numbers, days and moments. A test is of the positive form; fields turn it round where the operator says so.</summary>
internal static class Comparisons
{
    private const int MostDays = 36_600;

    /// <summary>The positive operator of a negative one, and whether it was negative.</summary>
    public static (FilterOperator Positive, bool IsNegative) PositiveOf(FilterOperator asked) => asked switch
    {
        FilterOperator.IsNot => (FilterOperator.Is, true),
        FilterOperator.NotContains => (FilterOperator.Contains, true),
        FilterOperator.IsEmpty => (FilterOperator.HasValue, true),
        FilterOperator.NotInLast => (FilterOperator.InLast, true),
        _ => (asked, false),
    };

    /// <summary>A text that is, begins with or holds one of the values; letter case and the forms of Arabic letters do not matter.</summary>
    public static Expression<Func<string?, bool>> Text(FilterOperator asked, IEnumerable<string> values) => asked switch
    {
        FilterOperator.HasValue => t => t != null && t != "",
        FilterOperator.Is => Criteria.Any(values.SelectMany(Forms).Select(TextIs)),
        FilterOperator.StartsWith => Criteria.Any(values.SelectMany(Forms).Select(TextStarts)),
        _ => Criteria.Any(values.SelectMany(Forms).Select(TextContains)),
    };

    /// <summary>A text that is stored folded.</summary>
    public static Expression<Func<string?, bool>> Folded(FilterOperator asked, IEnumerable<string> values)
    {
        var folded = values.Select(v => CustomFieldValue.KeyOf(v) ?? "").ToList();
        return asked switch
        {
            FilterOperator.HasValue => t => t != null,
            FilterOperator.Is => t => t != null && folded.Contains(t),
            FilterOperator.StartsWith => Criteria.Any(folded.Select<string, Expression<Func<string?, bool>>>(f => t => t != null && t.StartsWith(f))),
            _ => Criteria.Any(folded.Select<string, Expression<Func<string?, bool>>>(f => t => t != null && t.Contains(f))),
        };
    }

    /// <summary>A whole number.</summary>
    public static Expression<Func<int?, bool>> Number(FilterOperator asked, IReadOnlyList<decimal> values)
    {
        var first = values.Count > 0 ? (int)Math.Clamp(values[0], int.MinValue, int.MaxValue) : 0;
        var second = values.Count > 1 ? (int)Math.Clamp(values[1], int.MinValue, int.MaxValue) : 0;
        return asked switch
        {
            FilterOperator.HasValue => n => n != null,
            FilterOperator.AtLeast => n => n >= first,
            FilterOperator.AtMost => n => n <= first,
            FilterOperator.Between => n => n >= first && n <= second,
            _ => n => n == first,
        };
    }

    /// <summary>An amount or a number with decimals.</summary>
    public static Expression<Func<decimal?, bool>> Amount(FilterOperator asked, IReadOnlyList<decimal> values)
    {
        var first = values.Count > 0 ? values[0] : 0;
        var second = values.Count > 1 ? values[1] : 0;
        return asked switch
        {
            FilterOperator.HasValue => n => n != null,
            FilterOperator.AtLeast => n => n >= first,
            FilterOperator.AtMost => n => n <= first,
            FilterOperator.Between => n => n >= first && n <= second,
            _ => n => n == first,
        };
    }

    /// <summary>A day.</summary>
    public static Expression<Func<DateOnly?, bool>> Day(FilterOperator asked, IReadOnlyList<string> values, DateOnly today)
    {
        switch (asked)
        {
            case FilterOperator.HasValue:
                return d => d != null;
            case FilterOperator.InMonth:
                var months = values.Select(v => int.Parse(v, CultureInfo.InvariantCulture)).ToList();
                return d => d != null && months.Contains(d.Value.Month);
            case FilterOperator.RecursInNext:
                return ComesRound(today, Later(today, values));
            default:
                var (from, below) = DaysOf(asked, values, today);
                return d => d >= from && d < below;
        }
    }

    /// <summary>A moment, asked for by days of a time zone.</summary>
    public static Expression<Func<DateTimeOffset?, bool>> Moment(FilterOperator asked, IReadOnlyList<string> values, DateTimeOffset now, TimeZoneInfo zone)
    {
        if (asked == FilterOperator.HasValue)
            return m => m != null;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        var (from, below) = DaysOf(asked, values, today);
        var (first, end) = (StartOf(from, zone), StartOf(below, zone));
        return m => m >= first && m < end;
    }

    /// <summary>A day as people write it, or "today"; null when it is none.</summary>
    public static DateOnly? DayOf(string text, DateOnly today) => text.Trim() == "today" ? today : CustomFieldText.Day(text);

    /// <summary>Whether two values are a span: "90" and "days".</summary>
    public static bool IsSpan(IReadOnlyList<string> values) =>
        values.Count == 2 && CustomFieldText.Number(values[0]) is { } count && count == decimal.Truncate(count) && count is > 0 and <= MostDays
        && values[1] is "days" or "weeks" or "months" or "years" && (values[1] is not "years" || count <= 100) && (values[1] is not "months" || count <= 1200) && (values[1] is not "weeks" || count <= 5200);

    private static (DateOnly From, DateOnly Below) DaysOf(FilterOperator asked, IReadOnlyList<string> values, DateOnly today) => asked switch
    {
        FilterOperator.InLast => (Earlier(today, values), today.AddDays(1)),
        FilterOperator.InNext => (today, Later(today, values).AddDays(1)),
        FilterOperator.Before => (DateOnly.MinValue, DayOf(values[0], today)!.Value),
        FilterOperator.After => (Next(DayOf(values[0], today)!.Value), DateOnly.MaxValue),
        FilterOperator.Between => (DayOf(values[0], today)!.Value, Next(DayOf(values[1], today)!.Value)),
        _ => (DayOf(values[0], today)!.Value, Next(DayOf(values[0], today)!.Value)),
    };

    private static DateOnly Next(DateOnly day) => day == DateOnly.MaxValue ? day : day.AddDays(1);

    private static DateOnly Later(DateOnly day, IReadOnlyList<string> span)
    {
        var count = (int)CustomFieldText.Number(span[0])!.Value;
        return span[1] switch { "weeks" => day.AddDays(7 * count), "months" => day.AddMonths(count), "years" => day.AddYears(count), _ => day.AddDays(count) };
    }

    private static DateOnly Earlier(DateOnly day, IReadOnlyList<string> span)
    {
        var count = (int)CustomFieldText.Number(span[0])!.Value;
        return span[1] switch { "weeks" => day.AddDays(-7 * count), "months" => day.AddMonths(-count), "years" => day.AddYears(-count), _ => day.AddDays(-count) };
    }

    private static DateTimeOffset StartOf(DateOnly day, TimeZoneInfo zone)
    {
        if (day <= DateOnly.MinValue.AddDays(1) || day >= DateOnly.MaxValue.AddDays(-1))
            return new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        // Where the clock is put forward at midnight the day begins an hour later.
        while (zone.IsInvalidTime(midnight))
            midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }

    private static Expression<Func<DateOnly?, bool>> ComesRound(DateOnly from, DateOnly to)
    {
        if (to.DayNumber - from.DayNumber >= 365)
            return d => d != null;
        var (first, last) = ((from.Month * 100) + from.Day, (to.Month * 100) + to.Day);
        return first <= last
            ? d => d != null && (d.Value.Month * 100) + d.Value.Day >= first && (d.Value.Month * 100) + d.Value.Day <= last
            : d => d != null && ((d.Value.Month * 100) + d.Value.Day >= first || (d.Value.Month * 100) + d.Value.Day <= last);
    }

    // SQLite lowers the letters a to z alone, the others all letters: the value is asked for in both forms where they differ.
    private static IEnumerable<string> Forms(string value)
    {
        var text = value.Trim();
        var ascii = string.Concat(text.Select(c => c is >= 'A' and <= 'Z' ? (char)(c + 32) : c));
        return new[] { text.ToLowerInvariant(), ascii }
            .Select(v => v.Replace('أ', 'ا').Replace('إ', 'ا').Replace('آ', 'ا').Replace('ى', 'ي').Replace('ة', 'ه')).Distinct(StringComparer.Ordinal);
    }

    private static Expression<Func<string?, bool>> TextIs(string value) =>
        t => t != null && t.ToLower().Replace("أ", "ا").Replace("إ", "ا").Replace("آ", "ا").Replace("ى", "ي").Replace("ة", "ه") == value;

    private static Expression<Func<string?, bool>> TextStarts(string value) =>
        t => t != null && t.ToLower().Replace("أ", "ا").Replace("إ", "ا").Replace("آ", "ا").Replace("ى", "ي").Replace("ة", "ه").StartsWith(value);

    private static Expression<Func<string?, bool>> TextContains(string value) =>
        t => t != null && t.ToLower().Replace("أ", "ا").Replace("إ", "ا").Replace("آ", "ا").Replace("ى", "ي").Replace("ة", "ه").Contains(value);
}

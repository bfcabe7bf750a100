using System.Globalization;
using System.Text;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Reads dates, numbers and lists as files write them, digits of both scripts included.</summary>
public static class FieldText
{
    private const int LastTwoDigitYearOf2000 = 29;

    private static readonly string[] IsoDates = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyyMMdd", "yyyy-MM-dd'Z'"];

    private static readonly string[] NamedDates =
    [
        "d MMM yyyy", "d MMMM yyyy", "MMM d yyyy", "MMMM d yyyy", "d-MMM-yyyy", "d-MMM-yy", "d MMM yy", "ddd d MMM yyyy", "dddd d MMMM yyyy", "dddd MMMM d yyyy",
    ];

    // Both namings of the Gregorian months: Egypt and the Gulf, the Levant.
    private static readonly Dictionary<string, string> ArabicMonths = new(StringComparer.Ordinal)
    {
        ["يناير"] = "Jan",
        ["فبراير"] = "Feb",
        ["مارس"] = "Mar",
        ["ابريل"] = "Apr",
        ["مايو"] = "May",
        ["يونيو"] = "Jun",
        ["يوليو"] = "Jul",
        ["اغسطس"] = "Aug",
        ["سبتمبر"] = "Sep",
        ["اكتوبر"] = "Oct",
        ["نوفمبر"] = "Nov",
        ["ديسمبر"] = "Dec",
        ["كانون الثاني"] = "Jan",
        ["شباط"] = "Feb",
        ["اذار"] = "Mar",
        ["نيسان"] = "Apr",
        ["ايار"] = "May",
        ["حزيران"] = "Jun",
        ["تموز"] = "Jul",
        ["اب"] = "Aug",
        ["ايلول"] = "Sep",
        ["تشرين الاول"] = "Oct",
        ["تشرين الثاني"] = "Nov",
        ["كانون الاول"] = "Dec",
    };

    private const string Joint = ":::";

    private static readonly char[] ListMarks = [';', '\n', '؛'];
    private static readonly char[] Commas = [',', '،'];
    private static readonly char[] DateMarks = ['/', '.', '-'];

    /// <summary>Whether the text stands for no date at all: Outlook writes "0/0/00".</summary>
    public static bool IsNoDay(string text) => text.All(c => c is '0' or '/' or '-' or '.' or ' ');

    /// <summary>The day that a text means; null when it means none. Numbers like 3/4/1980 are read month first where the file does so.</summary>
    public static DateOnly? Day(string text, bool isMonthFirst = false)
    {
        var day = LatinDigits(text).Trim().Replace("\u200F", "", StringComparison.Ordinal).Replace("\u200E", "", StringComparison.Ordinal);
        day = WithoutTime(day);
        if (DateOnly.TryParseExact(day, IsoDates, CultureInfo.InvariantCulture, DateTimeStyles.None, out var iso))
            return IsLikely(iso) ? iso : null;
        return Numbers(day, isMonthFirst) ?? Named(day);
    }

    /// <summary>Whether a text is a date of numbers that reads in one order only: true month first, false day first, null undecided.</summary>
    public static bool? SaysMonthFirst(string text)
    {
        var parts = WithoutTime(LatinDigits(text).Trim()).Split(DateMarks);
        if (parts.Length != 3 || parts[0].Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var second))
            return null;
        return (first, second) switch
        {
            ( <= 12, > 12) => true,
            ( > 12, <= 12) => false,
            _ => null,
        };
    }

    /// <summary>A number with or without separators of thousands; null when it is none.</summary>
    public static decimal? Number(string text)
    {
        var digits = new StringBuilder();
        foreach (var c in LatinDigits(text))
        {
            if (c is '٫')
                digits.Append('.');
            else if (!char.IsWhiteSpace(c) && c is not ('٬' or '\'' or '’'))
                digits.Append(c);
        }
        var plain = digits.ToString();
        var (comma, dot) = (plain.LastIndexOf(','), plain.LastIndexOf('.'));
        if (comma >= 0 && (comma < dot || IsThousands(plain, ',')))
            plain = plain.Replace(",", "", StringComparison.Ordinal);
        else if (comma >= 0)
            plain = plain.Replace(".", "", StringComparison.Ordinal).Replace(',', '.');
        else if (plain.Count(c => c == '.') > 1 && IsThousands(plain, '.'))
            plain = plain.Replace(".", "", StringComparison.Ordinal);
        return decimal.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>An amount with or without its currency: "SAR 1,500,000", "250000 USD".</summary>
    public static (decimal? Amount, string? Currency) Money(string text)
    {
        var trimmed = text.Trim();
        var letters = new string([.. trimmed.Where(char.IsAsciiLetter)]);
        if (letters.Length != 3)
            return (Number(trimmed), null);
        var at = trimmed.IndexOf(letters, StringComparison.Ordinal);
        return at < 0 ? (null, null) : (Number(trimmed.Remove(at, 3)), letters.ToUpperInvariant());
    }

    /// <summary>The values of a list in one cell: separated by ":::", else by ";" or line breaks, else by commas.</summary>
    public static IEnumerable<string> List(string text)
    {
        const StringSplitOptions options = StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries;
        if (text.Contains(Joint, StringComparison.Ordinal))
            return text.Split(Joint, options);
        return text.AsSpan().IndexOfAny(ListMarks) >= 0 ? text.Split(ListMarks, options) : text.Split(Commas, options);
    }

    /// <summary>Values as <see cref="List"/> reads them back, whatever marks they hold.</summary>
    public static string Join(IReadOnlyList<string> values)
    {
        if (values.Any(v => v.AsSpan().IndexOfAny(ListMarks) >= 0))
            return string.Join(" ::: ", values) + (values.Count == 1 ? " :::" : "");
        var isMistakable = values.Count == 1 && values[0].AsSpan().IndexOfAny(Commas) >= 0;
        return string.Join("; ", values) + (isMistakable ? ";" : "");
    }

    /// <summary>The text with digits of every script as Latin ones.</summary>
    public static string LatinDigits(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u0660', '\u06F9'))
            return text;
        var latin = new StringBuilder(text.Length);
        foreach (var c in text)
            latin.Append(char.IsDigit(c) ? (char)('0' + (int)char.GetNumericValue(c)) : c);
        return latin.ToString();
    }

    private static bool IsThousands(string plain, char mark)
    {
        var groups = plain.TrimStart('-', '+').Split('.')[0].Split(mark);
        groups = mark == '.' ? plain.TrimStart('-', '+').Split(mark) : groups;
        return groups.Length > 1 && groups[0].Length is > 0 and <= 3 && groups.Skip(1).All(g => g.Length == 3);
    }

    private static string WithoutTime(string text)
    {
        var at = text.IndexOf('T', StringComparison.Ordinal);
        if (at is 8 or 10 && char.IsAsciiDigit(text[at - 1]))
            return text[..at];
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 5 && text.IndexOf(':', StringComparison.Ordinal) > space && text.AsSpan(0, space).IndexOfAnyInRange('A', 'z') < 0 ? text[..space] : text;
    }

    private static DateOnly? Numbers(string text, bool isMonthFirst)
    {
        var parts = text.Split(DateMarks);
        Span<int> n = stackalloc int[3];
        if (parts.Length != 3)
            return null;
        for (var i = 0; i < 3; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out n[i]))
                return null;
        }
        var year = parts[2].Length switch
        {
            4 => n[2],
            2 => n[2] <= LastTwoDigitYearOf2000 ? 2000 + n[2] : 1900 + n[2],
            _ => 0,
        };
        return isMonthFirst ? Valid(year, n[0], n[1]) ?? Valid(year, n[1], n[0]) : Valid(year, n[1], n[0]) ?? Valid(year, n[0], n[1]);
    }

    private static DateOnly? Named(string text)
    {
        var words = text.Replace(",", " ", StringComparison.Ordinal).Replace("،", " ", StringComparison.Ordinal);
        if (SearchText.IsArabic(words))
        {
            words = SearchText.Fold(words);
            // The longer names first: "تشرين الاول" holds no other, but "اب" stands inside words.
            foreach (var (arabic, english) in ArabicMonths.OrderByDescending(m => m.Key.Length))
            {
                if ($" {words} ".Contains($" {arabic} ", StringComparison.Ordinal))
                {
                    words = $" {words} ".Replace($" {arabic} ", $" {english} ", StringComparison.Ordinal);
                    break;
                }
            }
        }
        words = string.Join(' ', words.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1 || char.IsAsciiDigit(w[0])));
        return DateOnly.TryParseExact(words, NamedDates, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var day) && IsLikely(day) ? day : null;
    }

    private static DateOnly? Valid(int year, int month, int day) =>
        year is >= 1800 and <= 2200 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    private static bool IsLikely(DateOnly day) => day.Year is >= 1800 and <= 2200;
}

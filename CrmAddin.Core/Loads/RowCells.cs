using System.Globalization;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Firm;
using CrmAddin.Core.Rates;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Loads;

/// <summary>Reads a row's cells one by one and keeps the first reason why the row cannot be taken in.</summary>
internal sealed class RowCells(FileRow row, FirmSettings firm)
{
    private const int MaxText = 200;
    private const int MaxId = 100;

    private static readonly string[] _moments = ["H:m", "H:m:s", "h:m tt", "h:m:s tt"];

    /// <summary>Why the row is refused; null while it is not.</summary>
    public RefusedRow? Refused { get; private set; }

    /// <summary>The row as a spreadsheet counts it.</summary>
    public int Number => row.Number;

    /// <summary>Refuses the row, if it is not refused already.</summary>
    public void Refuse(LoadRefusal reason, string what) => Refused ??= new(reason, row.Number, what);

    /// <summary>Refuses the row where a value is missing.</summary>
    public T? Needed<T>(T? value, string field, LoadRefusal reason, string what)
    {
        if (value is null && row[field] is null)
            Refuse(reason, what);
        return value;
    }

    /// <summary>An id of the file.</summary>
    public string? Id(string field) => Text(field, MaxId);

    /// <summary>A text that is not longer than the store keeps.</summary>
    public string? Text(string field, int maxLength = MaxText)
    {
        if (row[field] is not { } text)
            return null;
        if (text.Length > maxLength)
            Refuse(LoadRefusal.TooLong, string.Create(CultureInfo.InvariantCulture, $"the {field} is longer than {maxLength} characters"));
        return text;
    }

    /// <summary>A name that something is known by: it needs a letter or digit.</summary>
    public string? Name(string field)
    {
        if (Text(field) is not { } name)
            return null;
        var length = SearchText.Fold(name).Length;
        if (length == 0)
            Refuse(LoadRefusal.NameWrong, $"the {field} \"{name}\" has no letter or digit");
        // One sign may stand for a whole phrase.
        if (length > MaxText)
            Refuse(LoadRefusal.TooLong, string.Create(CultureInfo.InvariantCulture, $"the {field} is longer than {MaxText} characters"));
        return name;
    }

    /// <summary>An e-mail address.</summary>
    public string? Email(string field)
    {
        if (Text(field, 320) is not { } text)
            return null;
        if (text.Count(c => c == '@') != 1 || text[0] == '@' || text[^1] == '@' || text.Any(char.IsWhiteSpace))
            Refuse(LoadRefusal.ContactUnknown, $"\"{text}\" is no e-mail address like ann@example.com");
        return text;
    }

    /// <summary>A calendar day in any of the forms that files write.</summary>
    public DateOnly? Day(string field)
    {
        if (row[field] is not { } text)
            return null;
        var day = FieldText.Day(text);
        if (day is null)
            Refuse(LoadRefusal.DateWrong, $"\"{text}\" is no date like 2026-12-31");
        return day;
    }

    /// <summary>A moment: a date with a time, in the firm's time zone where it says no other; a date alone is its noon.</summary>
    public DateTimeOffset? Moment(string field)
    {
        if (row[field] is not { } text)
            return null;
        var moment = MomentOf(FieldText.LatinDigits(text));
        if (moment is null)
            Refuse(LoadRefusal.DateWrong, $"\"{text}\" is no moment like 2026-12-31 or 2026-12-31 14:30");
        return moment;
    }

    /// <summary>An amount of money.</summary>
    public decimal? Amount(string field, bool mayBeNegative = false)
    {
        if (row[field] is not { } text)
            return null;
        var isNegative = mayBeNegative && text.StartsWith('-');
        var amount = AmountText.Read(isNegative ? text[1..] : text);
        if (amount is null)
            Refuse(LoadRefusal.AmountWrong, $"\"{text}\" is no amount like 1054 or 1,054.50");
        return isNegative ? -amount : amount;
    }

    /// <summary>A number of things, more than none, whole or not.</summary>
    public decimal? Count(string field, bool isWhole)
    {
        if (row[field] is not { } text)
            return null;
        var count = AmountText.Read(text);
        if (count is null or 0 || (isWhole && count % 1 != 0))
            Refuse(LoadRefusal.CountWrong, $"\"{text}\" is no {(isWhole ? "whole " : "")}number of 1 or more");
        return count;
    }

    /// <summary>A currency code of ISO 4217.</summary>
    public string? Currency(string field)
    {
        if (row[field] is not { } code)
            return null;
        if (!CurrencyCodes.Contains(code))
            Refuse(LoadRefusal.CurrencyWrong, $"\"{code}\" is no currency code of ISO 4217 like USD");
        return code.ToUpperInvariant();
    }

    /// <summary>One of the words that a column knows.</summary>
    public T? Word<T>(string field, RowWords<T> words)
        where T : struct
    {
        if (row[field] is not { } text)
            return null;
        var value = words.Find(text);
        if (value is null)
            Refuse(LoadRefusal.WordUnknown, $"\"{text}\" is no {field}; words for it are {words.Known}");
        return value;
    }

    private DateTimeOffset? MomentOf(string text)
    {
        var isDateAlone = text.Length <= 10 || !text.Contains(':', StringComparison.Ordinal);
        if (isDateAlone)
            return FieldText.Day(text) is { } day ? At(day, new TimeOnly(12, 0)) : null;
        var hasZone = text.EndsWith('Z') || text.LastIndexOfAny(['+', '-']) > text.IndexOf(':', StringComparison.Ordinal);
        if (hasZone)
            return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var exact) && IsLikely(exact) ? Kept(exact) : null;
        var cut = text.IndexOfAny(['T', ' ']);
        if (cut < 0 || FieldText.Day(text[..cut]) is not { } date)
            return null;
        var time = text[(cut + 1)..].Trim().Split('.')[0];
        return TimeOnly.TryParseExact(time, _moments, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock) ? At(date, clock) : null;
    }

    // A time that the change to summer time leaves out is the hour after it.
    private DateTimeOffset At(DateOnly day, TimeOnly time)
    {
        var local = day.ToDateTime(time);
        var zone = firm.Zone;
        return new(TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(local) ? local.AddHours(1) : local, zone));
    }

    private static DateTimeOffset Kept(DateTimeOffset moment) => new(moment.UtcTicks - moment.UtcTicks % TimeSpan.TicksPerMicrosecond, TimeSpan.Zero);

    private static bool IsLikely(DateTimeOffset moment) => moment.Year is >= 1800 and <= 2200;
}

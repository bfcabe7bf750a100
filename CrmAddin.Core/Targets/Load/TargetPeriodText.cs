using System.Globalization;
using System.Text.RegularExpressions;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Core.Targets.Load;

/// <summary>Reads a target's period: "2026-01", "2026-Q1", "2026", or its first day with the kind beside it.</summary>
internal static partial class TargetPeriodText
{
    /// <summary>First day and kind; the kind is null where the text is a day. Null where the text is none of them.</summary>
    public static (DateOnly StartsOn, TargetPeriod? Kind)? Read(string text)
    {
        var plain = FieldText.LatinDigits(text).Trim();
        var match = Short().Match(plain);
        if (!match.Success)
            return FieldText.Day(plain) is { } day ? (day, null) : null;
        var year = int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture);
        if (year is < 1900 or > 2200)
            return null;
        if (match.Groups["quarter"] is { Success: true } quarter)
            return (new DateOnly(year, 3 * (quarter.ValueSpan[0] - '1') + 1, 1), TargetPeriod.Quarter);
        if (match.Groups["month"] is not { Success: true } written)
            return (new DateOnly(year, 1, 1), TargetPeriod.Year);
        var month = int.Parse(written.ValueSpan, CultureInfo.InvariantCulture);
        return month is >= 1 and <= 12 ? (new DateOnly(year, month, 1), TargetPeriod.Month) : null;
    }

    /// <summary>Whether a period of a kind begins on a day.</summary>
    public static bool Begins(TargetPeriod kind, DateOnly day) => day.Day == 1 && kind switch
    {
        TargetPeriod.Month => true,
        TargetPeriod.Quarter => day.Month % 3 == 1,
        _ => day.Month == 1,
    };

    [GeneratedRegex(@"^(?<year>\d{4})([-/ ]?[Qqر](?<quarter>[1-4])|[-/](?<month>\d{1,2}))?\z")]
    private static partial Regex Short();
}

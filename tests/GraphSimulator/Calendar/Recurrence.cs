using System.Globalization;
using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Calendar;

/// <summary>The days of a series: Graph's patternedRecurrence of the types daily, weekly, absoluteMonthly and absoluteYearly, in UTC.</summary>
internal static class Recurrence
{
    private const int MostOccurrences = 1000;

    /// <summary>The starts of a series from its first one on.</summary>
    public static IEnumerable<DateTimeOffset> Starts(JsonObject recurrence, DateTimeOffset first)
    {
        var pattern = recurrence["pattern"]?.AsObject() ?? throw Incomplete();
        var range = recurrence["range"]?.AsObject() ?? throw Incomplete();
        var rangeType = range["type"]?.GetValue<string>();
        var last = rangeType == "endDate" && DateOnly.TryParse(range["endDate"]?.GetValue<string>(), CultureInfo.InvariantCulture, out var end) ? end : DateOnly.MaxValue;
        var most = rangeType == "numbered" ? range["numberOfOccurrences"]?.GetValue<int>() ?? MostOccurrences : MostOccurrences;
        return Days(pattern, first).TakeWhile(at => DateOnly.FromDateTime(at.UtcDateTime) <= last).Take(Math.Min(most, MostOccurrences));
    }

    private static IEnumerable<DateTimeOffset> Days(JsonObject pattern, DateTimeOffset first)
    {
        var interval = Math.Max(1, pattern["interval"]?.GetValue<int>() ?? 1);
        return pattern["type"]?.GetValue<string>() switch
        {
            "daily" => Every(n => first.AddDays(n * interval)),
            "weekly" => Weekly(pattern, first, interval),
            "absoluteMonthly" => Every(n => first.AddMonths(n * interval)),
            "absoluteYearly" => Every(n => first.AddYears(n * interval)),
            var type => throw Refusals.BadRequest($"The recurrence pattern '{type}' is not simulated."),
        };
    }

    private static IEnumerable<DateTimeOffset> Weekly(JsonObject pattern, DateTimeOffset first, int interval)
    {
        var days = (pattern["daysOfWeek"] as JsonArray)?.Select(d => Enum.Parse<DayOfWeek>(d!.GetValue<string>(), ignoreCase: true)).ToHashSet() ?? [first.DayOfWeek];
        var sunday = first.AddDays(-(int)first.DayOfWeek);
        return Every(n => sunday.AddDays(n / 7 * 7 * interval + n % 7)).Where(at => at >= first && days.Contains(at.DayOfWeek));
    }

    private static IEnumerable<DateTimeOffset> Every(Func<int, DateTimeOffset> at) => Enumerable.Range(0, MostOccurrences * 7).Select(at);

    private static BadQueryException Incomplete() => new("ErrorInvalidRecurrencePattern", "The recurrence has no pattern or no range.");
}

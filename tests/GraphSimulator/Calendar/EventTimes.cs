using System.Globalization;
using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Calendar;

/// <summary>Graph's dateTimeTimeZone: <c>{"dateTime":"2026-03-02T08:00:00.0000000","timeZone":"UTC"}</c>. Kept in UTC, shown in the preferred zone.</summary>
internal static class EventTimes
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fffffff";

    public static DateTimeOffset Read(JsonNode? time)
    {
        var text = time?["dateTime"]?.GetValue<string>();
        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed))
            throw new BadQueryException("ErrorPropertyValidationFailure", "At least one property failed validation: the start or end of the event is missing.");
        var zone = time!["timeZone"]?.GetValue<string>() ?? "UTC";
        if (text.EndsWith('Z') || zone == "UTC")
            return parsed.ToUniversalTime();
        return new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(DateTime.SpecifyKind(parsed.DateTime, DateTimeKind.Unspecified), Zone(zone)), TimeSpan.Zero);
    }

    public static JsonObject Write(DateTimeOffset at, string? zone = null) => new()
    {
        ["dateTime"] = (zone is null ? at.UtcDateTime : TimeZoneInfo.ConvertTime(at, Zone(zone)).DateTime).ToString(Form, CultureInfo.InvariantCulture),
        ["timeZone"] = zone ?? "UTC",
    };

    /// <summary>A moment of a query, such as <c>startDateTime=2026-03-01T00:00:00Z</c>.</summary>
    public static DateTimeOffset ReadQuery(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at
            : throw new BadQueryException("ErrorInvalidParameter", "This request requires a time window specified by the query string parameters StartDateTime and EndDateTime.");

    /// <exception cref="BadQueryException">There is no such time zone.</exception>
    public static TimeZoneInfo Zone(string name) => TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone
        : throw new BadQueryException("TimeZoneNotSupportedException", $"A valid TimeZone value must be specified. The following TimeZone value is not supported: '{name}'.");
}

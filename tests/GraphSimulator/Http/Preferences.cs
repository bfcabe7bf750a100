using System.Globalization;

namespace GraphSimulator.Http;

/// <summary>What the request's Prefer headers ask for. They hold for this one request only.</summary>
internal sealed record Preferences(bool ImmutableIds, string? BodyContentType, int? MaxPageSize, string? TimeZone = null)
{
    public static Preferences Of(HttpRequest request) => Of(request.Headers["Prefer"]);

    public static Preferences Of(IEnumerable<string?> headers)
    {
        var immutable = false;
        string? body = null;
        int? size = null;
        string? zone = null;
        foreach (var preference in headers.SelectMany(v => (v ?? "").Split([',', ';'], StringSplitOptions.TrimEntries)))
        {
            var (name, value) = Split(preference);
            if (name.Equals("IdType", StringComparison.OrdinalIgnoreCase))
                immutable = value.Equals("ImmutableId", StringComparison.OrdinalIgnoreCase);
            else if (name.Equals("outlook.body-content-type", StringComparison.OrdinalIgnoreCase))
                body = value.ToLowerInvariant();
            else if (name.Equals("outlook.timezone", StringComparison.OrdinalIgnoreCase))
                zone = value;
            else if (name.Equals("odata.maxpagesize", StringComparison.OrdinalIgnoreCase) && int.TryParse(value, CultureInfo.InvariantCulture, out var n))
                size = Math.Clamp(n, 1, 1000);
        }
        return new Preferences(immutable, body is "text" or "html" ? body : null, size, zone);
    }

    /// <summary>Tells in Preference-Applied what was honoured.</summary>
    public void Confirm(HttpResponse response)
    {
        var applied = new List<string>();
        if (BodyContentType is not null)
            applied.Add($"outlook.body-content-type=\"{BodyContentType}\"");
        if (MaxPageSize is { } size)
            applied.Add(string.Create(CultureInfo.InvariantCulture, $"odata.maxpagesize={size}"));
        if (TimeZone is not null)
            applied.Add($"outlook.timezone=\"{TimeZone}\"");
        if (ImmutableIds)
            applied.Add("IdType=\"ImmutableId\"");
        if (applied.Count > 0)
            response.Headers["Preference-Applied"] = string.Join(", ", applied);
    }

    private static (string Name, string Value) Split(string preference)
    {
        var at = preference.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? (preference, "") : (preference[..at].Trim(), preference[(at + 1)..].Trim().Trim('"'));
    }
}

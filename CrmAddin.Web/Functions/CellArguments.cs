using System.Globalization;
using System.Text.Json;
using CrmAddin.Core.Results;
using CrmAddin.Reports;
using CrmAddin.Web.Reports;

namespace CrmAddin.Web.Functions;

/// <summary>A part of a filter that is no "name=value" of those known.</summary>
public sealed record FilterPartWrong(string Part, string Known)
    : RuleError($"\"{Part}\" is no part of a filter. Write for example \"owner=Sara Mitchell; pipeline=Sales\"; names are: {Known}.")
{
    /// <inheritdoc/>
    public override IReadOnlyList<object> Arguments => [Part, Known];
}

/// <summary>The arguments of one cell's call.</summary>
public sealed class CellArguments(IReadOnlyList<JsonElement> values)
{
    // Excel counts days from here; it takes 1900 for a leap year, so that only days from March 1900 on agree.
    private static readonly DateOnly Epoch = new(1899, 12, 30);

    /// <summary>The text of an argument; null where it is left out.</summary>
    public string? Text(int at) => at >= values.Count ? null : values[at].ValueKind switch
    {
        JsonValueKind.String => values[at].GetString() is { } text && text.Trim().Length > 0 ? text.Trim() : null,
        JsonValueKind.Number => values[at].GetRawText(),
        _ => null,
    };

    /// <summary>A day as a form writes it: a number of Excel's becomes one, a text stays.</summary>
    public string? Day(int at) =>
        at < values.Count && values[at].ValueKind == JsonValueKind.Number && values[at].TryGetDouble(out var serial) && serial is > 60 and < 2_958_466
            ? Epoch.AddDays((int)serial).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : Text(at);

    /// <summary>A filter "name=value; name=value". Errors: <see cref="FilterPartWrong"/>.</summary>
    public Result<IReadOnlyDictionary<string, string>> Filter(int at, params string[] names)
    {
        var parts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in (Text(at) ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var (name, value) = part.IndexOf('=', StringComparison.Ordinal) is var sign and > 0 ? (part[..sign].Trim(), part[(sign + 1)..].Trim()) : (part, "");
            if (value.Length == 0 || !names.Contains(name, StringComparer.OrdinalIgnoreCase))
                return new FilterPartWrong(part, string.Join(", ", names));
            parts[name] = value;
        }

        return parts;
    }

    /// <summary>A report's request for a period and a filter. Errors: <see cref="FilterPartWrong"/> and those of <see cref="ReportParameters"/>.</summary>
    public Result<ReportRequest> Request(string? from, string? to, int filterAt)
    {
        var filter = Filter(filterAt, "pipeline", "team", "owner", "currency", "asOf");
        if (!filter.Succeeded)
            return filter.Error;
        string? Of(string name) => filter.Value.GetValueOrDefault(name);
        return ReportParameters.Read(new(from, to, Of("asOf"), Texts.UiTexts.Language, Of("pipeline"), Of("team"), Of("owner"), Of("currency")));
    }
}

using System.Globalization;
using CrmAddin.Core.Filters;
using CrmAddin.Core.Results;

namespace CrmAddin.Web.Contacts.List;

/// <summary>What the list is asked for, as it stands in the address: the search, the rows of the filter, the order, the page.</summary>
public sealed record ContactListRequest
{
    private const string NamePrefix = "f-";

    /// <summary>What is searched.</summary>
    public string? Find { get; init; }

    /// <summary>Conditions as the rows of the form hold them, those that are not filled in yet included.</summary>
    public IReadOnlyList<ConditionDraft> Drafts { get; init; } = [];

    /// <summary>Whether all conditions must hold.</summary>
    public FilterMatch Match { get; init; }

    /// <summary>Groups of conditions, which rows cannot show: JSON of an array.</summary>
    public IReadOnlyList<ContactFilter> Groups { get; init; } = [];

    /// <summary>A whole filter as JSON; wins over the rows.</summary>
    public string? Filter { get; init; }

    /// <summary>A saved filter to open.</summary>
    public long? Saved { get; init; }

    /// <summary>The order.</summary>
    public ContactSort Sort { get; init; }

    /// <summary>Where the page before ended.</summary>
    public string? After { get; init; }

    /// <summary>Contacts that are ticked.</summary>
    public IReadOnlyList<long> Selected { get; init; } = [];

    /// <summary>Whether the address says nothing, so that the list opens with the reader's default.</summary>
    public bool IsBare { get; init; }

    /// <summary>Reads the address or a form of the same fields.</summary>
    public static async ValueTask<ContactListRequest> BindAsync(HttpContext http)
    {
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> fields =
            http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : http.Request.Query;
        var all = fields.ToDictionary(f => f.Key, f => f.Value, StringComparer.Ordinal);
        string? One(string name) => all.TryGetValue(name, out var values) && values.Count > 0 && !string.IsNullOrWhiteSpace(values[0]) ? values[0] : null;
        return new ContactListRequest
        {
            Find = One("find"),
            Drafts = [.. ConditionDraft.ReadAll(all, NamePrefix)],
            Match = Enum.TryParse<FilterMatch>(One("match"), ignoreCase: true, out var match) ? match : FilterMatch.All,
            Groups = ContactFilter.Parse(One("groups")).Value?.Groups ?? [],
            Filter = One("filter"),
            Saved = long.TryParse(One("saved"), CultureInfo.InvariantCulture, out var saved) ? saved : null,
            Sort = Enum.TryParse<ContactSort>(One("sort"), ignoreCase: true, out var sort) ? sort : ContactSort.Name,
            After = One("after"),
            Selected = all.TryGetValue("id", out var ids) ? [.. ids.Select(i => long.TryParse(i, CultureInfo.InvariantCulture, out var key) ? key : 0).Where(k => k > 0).Distinct()] : [],
            IsBare = all.Count == 0 || all.Keys.All(k => k is "language"),
        };
    }

    /// <summary>The filter of the rows that are filled in. Errors: those of <see cref="ContactFilter.Parse"/>.</summary>
    public Result<ContactFilter> ToFilter() => Filter is not null
        ? ContactFilter.Parse(Filter)
        : new ContactFilter { Match = Match, Conditions = [.. Drafts.Where(d => d.IsFilledIn).Select(d => d.ToCondition())], Groups = Groups };
}

/// <summary>A condition as a row of the form holds it.</summary>
/// <param name="Key">What tells the row's fields from those of others.</param>
/// <param name="Field">The field.</param>
/// <param name="Operator">The operator; null before one was chosen.</param>
/// <param name="Values">The values.</param>
public sealed record ConditionDraft(string Key, string Field, FilterOperator? Operator, IReadOnlyList<string> Values)
{
    private const int LongestKey = 12;

    /// <summary>Whether it says something already.</summary>
    public bool IsFilledIn => Operator is { } asked && Field.Length > 0
        && (FilterField.NeedsNoValue(asked) || Values.Count(v => !string.IsNullOrWhiteSpace(v)) >= (asked == FilterOperator.Between || FilterField.NeedsSpan(asked) ? 2 : 1));

    /// <summary>The condition.</summary>
    public FilterCondition ToCondition() => new(Field, Operator ?? FilterOperator.Is, [.. Values.Where(v => !string.IsNullOrWhiteSpace(v))]);

    /// <summary>A row for a condition.</summary>
    public static ConditionDraft Of(FilterCondition condition) => new(NewKey(), condition.Field, condition.Operator, condition.Values);

    /// <summary>A key for a new row.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("N")[..8];

    /// <summary>All rows among the fields of a request, in the order in which they stand.</summary>
    public static IEnumerable<ConditionDraft> ReadAll(IReadOnlyDictionary<string, Microsoft.Extensions.Primitives.StringValues> fields, string prefix)
    {
        foreach (var (name, value) in fields)
        {
            if (!name.StartsWith(prefix, StringComparison.Ordinal) || !name.EndsWith(".field", StringComparison.Ordinal))
                continue;
            var key = name[prefix.Length..^".field".Length];
            if (key.Length is 0 or > LongestKey || !key.All(char.IsAsciiLetterOrDigit))
                continue;
            var asked = fields.TryGetValue($"{prefix}{key}.operator", out var text) && Enum.TryParse<FilterOperator>(text[0], ignoreCase: true, out var read) ? read : (FilterOperator?)null;
            var values = fields.TryGetValue($"{prefix}{key}.value", out var given) ? given.Select(v => v ?? "").ToList() : [];
            yield return new(key, value[0] ?? "", asked, values);
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;
using CrmAddin.Core.Results;

namespace CrmAddin.Core.Filters;

/// <summary>Whether all conditions of a group must hold or one is enough.</summary>
public enum FilterMatch
{
    /// <summary>All of them.</summary>
    All,
    /// <summary>At least one of them.</summary>
    Any,
}

/// <summary>What a condition asks of a field. The names in camel case are what files and saved filters hold, and never change.</summary>
public enum FilterOperator
{
    /// <summary>One of the values; for texts the whole text.</summary>
    Is,
    /// <summary>None of the values.</summary>
    IsNot,
    /// <summary>The text is part of it.</summary>
    Contains,
    /// <summary>The text is no part of it.</summary>
    NotContains,
    /// <summary>It begins with the text.</summary>
    StartsWith,
    /// <summary>There is a value.</summary>
    HasValue,
    /// <summary>There is none.</summary>
    IsEmpty,
    /// <summary>The number or more.</summary>
    AtLeast,
    /// <summary>The number or less.</summary>
    AtMost,
    /// <summary>From the first value to the second, both included.</summary>
    Between,
    /// <summary>Before the day.</summary>
    Before,
    /// <summary>After the day.</summary>
    After,
    /// <summary>Within so many days, weeks, months or years up to now.</summary>
    InLast,
    /// <summary>Not within them: longer ago, or never.</summary>
    NotInLast,
    /// <summary>Within so many days, weeks, months or years from today.</summary>
    InNext,
    /// <summary>In one of the months 1 to 12, of whatever year.</summary>
    InMonth,
    /// <summary>The day comes round within so many days, weeks or months from today, of whatever year: birthdays.</summary>
    RecursInNext,
}

/// <summary>One condition: a field, an operator, and the values that the operator needs.</summary>
/// <param name="Field">Stable name of a field: "city", "custom:closing-year".</param>
/// <param name="Operator">What is asked of it.</param>
/// <param name="Values">Values as texts; keys or names for lists, "me" and "mine" for users and teams, a count and a unit for spans.</param>
public sealed record FilterCondition(string Field, FilterOperator Operator, IReadOnlyList<string> Values)
{
    /// <summary>Values as texts; empty where none were written.</summary>
    public IReadOnlyList<string> Values { get; init; } = Values ?? [];
}

/// <summary>
/// Which contacts are meant: conditions and groups of conditions over every field. The JSON form is stable:
/// <c>{"match":"all","conditions":[{"field":"city","operator":"is","values":["Riyadh"]}],"groups":[]}</c>.
/// </summary>
public sealed record ContactFilter
{
    /// <summary>Most conditions of a filter, those of its groups included.</summary>
    public const int MostConditions = 50;

    private const int MostDepth = 4;
    private const int LongestJson = 20_000;

    private static readonly JsonSerializerOptions Json = new(Store.JsonText.Readable) { Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) } };

    /// <summary>The filter that holds for everybody.</summary>
    public static ContactFilter Everybody { get; } = new();

    /// <summary>Whether all must hold.</summary>
    public FilterMatch Match { get; init; }

    /// <summary>The conditions.</summary>
    public IReadOnlyList<FilterCondition> Conditions { get; init; } = [];

    /// <summary>Groups with a match of their own.</summary>
    public IReadOnlyList<ContactFilter> Groups { get; init; } = [];

    /// <summary>All conditions, those of the groups included.</summary>
    [JsonIgnore]
    public IEnumerable<FilterCondition> AllConditions => Conditions.Concat(Groups.SelectMany(g => g.AllConditions));

    /// <summary>Whether it says nothing.</summary>
    [JsonIgnore]
    public bool IsEmpty => !AllConditions.Any();

    /// <summary>The stable JSON form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads the JSON form; an empty text is everybody. Errors: <see cref="FilterUnreadable"/>, <see cref="FilterTooLarge"/>.</summary>
    public static Result<ContactFilter> Parse(string? json)
    {
        if (string.IsNullOrWhiteSpace(json))
            return Everybody;
        if (json.Length > LongestJson)
            return new FilterTooLarge(MostConditions);
        try
        {
            var filter = JsonSerializer.Deserialize<ContactFilter>(json, Json);
            if (filter is null || filter.HasNulls())
                return new FilterUnreadable();
            return filter.Depth() > MostDepth || filter.AllConditions.Count() > MostConditions ? new FilterTooLarge(MostConditions) : filter;
        }
        catch (JsonException)
        {
            return new FilterUnreadable();
        }
    }

    private bool HasNulls() => Conditions is null || Groups is null || Conditions.Any(c => c?.Field is null || c.Values.Any(v => v is null)) || Groups.Any(g => g is null || g.HasNulls());

    private int Depth() => 1 + (Groups.Count == 0 ? 0 : Groups.Max(g => g.Depth()));
}

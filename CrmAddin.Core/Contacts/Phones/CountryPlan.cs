using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>The numbering plan of one region, read from its array in numbering-plan.json (positions in the README beside it).</summary>
internal sealed class CountryPlan
{
    // The patterns are the product's own and the digits few: a limit would only refuse numbers on a machine that is busy.
    private static readonly TimeSpan MatchLimit = Regex.InfiniteMatchTimeout;
    private static readonly ConcurrentDictionary<string, Regex> Patterns = new();

    private readonly string _nationalPattern;
    private readonly int[] _lengths;
    private readonly string? _prefixForParsing;
    private readonly string? _prefixTransform;
    private readonly string?[] _typePatterns;

    internal CountryPlan(string region, JsonElement plan)
    {
        Region = region;
        CallingCode = Text(plan, 0)!;
        InternationalPrefix = Text(plan, 1);
        _nationalPattern = Text(plan, 2)!;
        _lengths = [.. At(plan, 3).EnumerateArray().Select(length => length.GetInt32())];
        Formats = At(plan, 4) is { ValueKind: JsonValueKind.Array } formats
            ? [.. formats.EnumerateArray().Select(format => new NumberFormat(format))]
            : [];
        var nationalPrefix = Text(plan, 5);
        NationalPrefixRule = Text(plan, 6);
        _prefixForParsing = Text(plan, 7) ?? nationalPrefix;
        _prefixTransform = Text(plan, 8);
        LeadingDigits = Text(plan, 10);
        _typePatterns = At(plan, 11) is { ValueKind: JsonValueKind.Array } types
            ? [.. types.EnumerateArray().Select(type => type.ValueKind == JsonValueKind.Array ? type[0].GetString() : null)]
            : [];
    }

    internal string Region { get; }

    internal string CallingCode { get; }

    internal string? InternationalPrefix { get; }

    internal string? NationalPrefixRule { get; }

    internal string? LeadingDigits { get; }

    internal IReadOnlyList<NumberFormat> Formats { get; }

    /// <summary>Whether these digits can be a national significant number here.</summary>
    internal bool Fits(string national) => _lengths.Contains(national.Length) && MatchesWhole(_nationalPattern, national);

    /// <summary>Takes the trunk prefix off ("0" in most countries), or puts in what the plan leaves out when dialled at home.</summary>
    internal string WithoutNationalPrefix(string digits)
    {
        if (_prefixForParsing is null || MatchAtStart(_prefixForParsing, digits) is not { Success: true } prefix)
            return digits;

        var lastGroup = prefix.Groups[prefix.Groups.Count - 1];
        var stripped = _prefixTransform is not null && prefix.Groups.Count > 1 && lastGroup.Success
            ? prefix.Result(_prefixTransform) + digits[prefix.Length..]
            : digits[prefix.Length..];
        var wasRightAsItStood = MatchesWhole(_nationalPattern, digits) && !MatchesWhole(_nationalPattern, stripped);
        return wasRightAsItStood || !_lengths.Contains(stripped.Length) ? digits : stripped;
    }

    /// <summary>The line by the plan's ranges.</summary>
    internal PhoneLine LineOf(string national)
    {
        var isFixed = IsType(national, 0);
        var isMobile = IsType(national, 1);
        var tellsMobiles = _typePatterns.Length > 1 && !string.IsNullOrEmpty(_typePatterns[1]);
        if (isFixed && (isMobile || !tellsMobiles))
            return PhoneLine.FixedOrMobile;
        if (isFixed)
            return PhoneLine.Fixed;
        if (isMobile)
            return PhoneLine.Mobile;
        if (IsType(national, 2))
            return PhoneLine.TollFree;
        return Enumerable.Range(3, 7).Any(type => IsType(national, type)) ? PhoneLine.Other : PhoneLine.Unknown;
    }

    internal static bool MatchesWhole(string pattern, string digits) => Pattern($"^(?:{pattern})$").IsMatch(digits);

    internal static Match MatchAtStart(string pattern, string digits) => Pattern($"^(?:{pattern})").Match(digits);

    private bool IsType(string national, int type) =>
        type < _typePatterns.Length && _typePatterns[type] is { Length: > 0 } pattern && MatchesWhole(pattern, national);

    private static Regex Pattern(string pattern) =>
        Patterns.GetOrAdd(pattern, static text => new Regex(text, RegexOptions.CultureInvariant | RegexOptions.ECMAScript, MatchLimit));

    private static JsonElement At(JsonElement plan, int index) => index < plan.GetArrayLength() ? plan[index] : default;

    private static string? Text(JsonElement plan, int index) =>
        At(plan, index) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;
}

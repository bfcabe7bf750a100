using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmAddin.Core.Contacts.Phones;

/// <summary>One way in which a plan groups its digits.</summary>
internal sealed partial class NumberFormat
{
    private readonly string _pattern;
    private readonly string _template;
    private readonly string? _leadingDigits;
    private readonly string? _nationalPrefixRule;
    private readonly string? _internationalTemplate;

    internal NumberFormat(JsonElement format)
    {
        _pattern = format[0].GetString()!;
        _template = format[1].GetString()!;
        // The patterns become more exact from first to last; whole numbers need only the last.
        _leadingDigits = format.GetArrayLength() > 2 && format[2].ValueKind == JsonValueKind.Array && format[2].GetArrayLength() > 0
            ? format[2][format[2].GetArrayLength() - 1].GetString()
            : null;
        _nationalPrefixRule = format.GetArrayLength() > 3 && format[3].ValueKind == JsonValueKind.String ? format[3].GetString() : null;
        _internationalTemplate = format.GetArrayLength() > 5 && format[5].ValueKind == JsonValueKind.String ? format[5].GetString() : null;
    }

    internal bool Fits(string national) =>
        (_leadingDigits is null || CountryPlan.MatchAtStart(_leadingDigits, national).Success)
        && CountryPlan.MatchesWhole(_pattern, national);

    internal string National(string national, string? planRule)
    {
        var rule = _nationalPrefixRule ?? planRule;
        var template = rule is null ? _template : FirstGroup().Replace(_template, rule, 1);
        return CountryPlan.MatchAtStart(_pattern, national).Result(template);
    }

    internal string International(string national)
    {
        var grouped = CountryPlan.MatchAtStart(_pattern, national).Result(_internationalTemplate ?? _template);
        return Separators().Replace(grouped, " ").Trim();
    }

    [GeneratedRegex(@"(\$[0-9])", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex FirstGroup();

    [GeneratedRegex(@"[-/.() ~]+", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex Separators();
}

using System.Text.Json;
using System.Text.RegularExpressions;

namespace CrmAddin.Core.Capture.Graph;

/// <summary>Repairs JSON strings that hold half of a surrogate pair.</summary>
public static partial class LoneSurrogates
{
    /// <summary>The string's value with U+FFFD in place of each half.</summary>
    public static string Replace(string rawJsonString)
    {
        var repaired = EscapedUnits().Replace(rawJsonString, match => IsPair(match.Value) || !match.Value.Contains('d', StringComparison.OrdinalIgnoreCase) ? match.Value : "\\ufffd");
        using var document = JsonDocument.Parse(repaired);
        return document.RootElement.GetString()!;
    }

    private static bool IsPair(string escapes) => escapes.Length == 12 || escapes.Length == 2;

    // An escaped backslash, a whole pair, or one half.
    [GeneratedRegex(@"\\\\|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[dD][89a-fA-F][0-9a-fA-F]{2}", RegexOptions.CultureInvariant, 2000)]
    private static partial Regex EscapedUnits();
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GraphSimulator.Mailboxes;

/// <summary>Properties that an application gave to an item. They show only where <c>$expand</c> names them; their names are case-sensitive.</summary>
internal static partial class ExtendedProperties
{
    private const string Name = "singleValueExtendedProperties";

    /// <summary>The id that <c>$expand=singleValueExtendedProperties($filter=id eq '…')</c> asks for.</summary>
    public static string? Expanded(string? expand) =>
        Expansion().Match(expand ?? "") is { Success: true } match ? Unquote(match.Groups[1].Value) : null;

    public static string? Find(JsonObject item, string id) =>
        (item[Name] as JsonArray)?.FirstOrDefault(p => p?["id"]?.GetValue<string>() == id)?["value"]?.GetValue<string>();

    /// <summary>Joins new properties to those that the item has.</summary>
    public static JsonArray Merge(JsonObject item, JsonArray added)
    {
        var merged = (item[Name] as JsonArray)?.DeepClone().AsArray() ?? [];
        foreach (var property in added.OfType<JsonObject>())
        {
            if (merged.FirstOrDefault(p => p?["id"]?.GetValue<string>() == property["id"]?.GetValue<string>()) is { } old)
                merged.Remove(old);
            merged.Add(property.DeepClone());
        }
        return merged;
    }

    public static void Write(Utf8JsonWriter json, JsonObject item, string id)
    {
        if (Find(item, id) is not { } value)
            return;
        json.WriteStartArray(Name);
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("value", value);
        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The id and value of <c>$filter=singleValueExtendedProperties/Any(ep: ep/id eq '…' and ep/value eq '…')</c>.</summary>
    public static (string Id, string Value)? Filtered(string filter) =>
        Any().Match(filter) is { Success: true } match ? (Unquote(match.Groups["id"].Value), Unquote(match.Groups["value"].Value)) : null;

    private static string Unquote(string text) => text.Replace("''", "'", StringComparison.Ordinal);

    [GeneratedRegex(@"singleValueExtendedProperties\(\$filter=id eq '((?:[^']|'')+)'\)", RegexOptions.IgnoreCase)]
    private static partial Regex Expansion();

    [GeneratedRegex(@"^singleValueExtendedProperties/any\((?<v>\w+):\s*\k<v>/id eq '(?<id>(?:[^']|'')+)' and \k<v>/value eq '(?<value>(?:[^']|'')*)'\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Any();
}

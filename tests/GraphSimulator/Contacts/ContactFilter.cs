using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GraphSimulator.Mailboxes;
using GraphSimulator.Messages;

namespace GraphSimulator.Contacts;

/// <summary>The $filter of contact lists: an extended property, an e-mail address, or plain comparisons joined by <c>and</c>.</summary>
internal static partial class ContactFilter
{
    public static Func<JsonObject, bool> Parse(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return _ => true;
        if (ExtendedProperties.Filtered(filter.Trim()) is var (id, value))
            return contact => ExtendedProperties.Find(contact, id) == value;
        if (Address().Match(filter.Trim()) is { Success: true } match)
            return contact => HasAddress(contact, match.Groups["address"].Value.Replace("''", "'", StringComparison.Ordinal));
        var conditions = MessageQuery.ParseFilter(filter);
        return contact => conditions.All(c => c.Holds(contact));
    }

    private static bool HasAddress(JsonObject contact, string address) =>
        (contact["emailAddresses"] as JsonArray ?? []).Any(e => string.Equals(e?["address"]?.GetValue<string>(), address, StringComparison.OrdinalIgnoreCase));

    [GeneratedRegex(@"^emailAddresses/any\((?<v>\w+):\s*\k<v>/address eq '(?<address>(?:[^']|'')+)'\)$", RegexOptions.IgnoreCase)]
    private static partial Regex Address();
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>One comparison of a $filter.</summary>
internal sealed record Condition(string Property, string Operator, string Value)
{
    public bool Holds(SimulatedMessage message) => Property switch
    {
        "receivedDateTime" => Holds(message.ReceivedAt.CompareTo(DateTimeOffset.Parse(Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal))),
        "internetMessageId" or "conversationId" => Holds(Compare(message.Text(Property))),
        _ => Holds(message.Json),
    };

    public bool Holds(JsonObject message)
    {
        JsonNode? node = message;
        foreach (var step in Property.Split('/'))
            node = (node as JsonObject)?[step];
        return Holds(Compare(node?.ToString()));
    }

    private bool Holds(int? order) => Operator switch
    {
        "eq" => order == 0,
        "ne" => order != 0,
        "gt" => order > 0,
        "ge" => order >= 0,
        "lt" => order < 0,
        _ => order <= 0,
    };

    private int? Compare(string? text)
    {
        if (text is null)
            return Value == "null" ? 0 : null;
        if (Property.EndsWith("DateTime", StringComparison.Ordinal))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)
                .CompareTo(DateTimeOffset.Parse(Value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal));
        // Ids are case-sensitive; addresses and words are not.
        return string.Compare(text, Value, Property.EndsWith("Id", StringComparison.Ordinal) ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase);
    }
}

/// <summary>The $filter and $orderby that mail lists understand here: conditions joined by <c>and</c>, one or more ordered properties.</summary>
internal static partial class MessageQuery
{
    public static IReadOnlyList<Condition> ParseFilter(string? filter)
    {
        if (string.IsNullOrWhiteSpace(filter))
            return [];
        return [.. And().Split(filter.Trim()).Select(ParseCondition)];
    }

    /// <exception cref="BadQueryException">An ordered property is not in the filter, or not first in it.</exception>
    public static IEnumerable<SimulatedMessage> Order(IEnumerable<SimulatedMessage> messages, string? orderBy, IReadOnlyList<Condition> filter)
    {
        var keys = (orderBy ?? "receivedDateTime desc").Split(',', StringSplitOptions.TrimEntries);
        if (orderBy is not null && filter.Count > 0 && !keys.Select(Name).SequenceEqual(filter.Select(c => c.Property).Distinct().Take(keys.Length)))
            throw new BadQueryException("InefficientFilter", "The restriction or sort order is too complex for this operation.");
        IOrderedEnumerable<SimulatedMessage>? ordered = null;
        foreach (var key in keys)
        {
            var name = Name(key);
            string? Text(SimulatedMessage m) => name == "receivedDateTime" ? m.ReceivedAt.ToString("O", CultureInfo.InvariantCulture) : m.Json[name]?.ToString();
            ordered = (ordered, key.EndsWith(" desc", StringComparison.OrdinalIgnoreCase)) switch
            {
                (null, true) => messages.OrderByDescending(Text, StringComparer.Ordinal),
                (null, false) => messages.OrderBy(Text, StringComparer.Ordinal),
                ({ } o, true) => o.ThenByDescending(Text, StringComparer.Ordinal),
                ({ } o, false) => o.ThenBy(Text, StringComparer.Ordinal),
            };
        }
        return ordered!.ThenBy(m => m.ImmutableId, StringComparer.Ordinal);
    }

    private static string Name(string key) => key.Split(' ')[0];

    private static Condition ParseCondition(string text)
    {
        var match = Comparison().Match(text.Trim());
        if (!match.Success)
            throw new BadQueryException("BadRequest", $"Invalid filter clause: '{text}'.");
        return new Condition(match.Groups["property"].Value, match.Groups["operator"].Value, match.Groups["value"].Value.Trim('\'').Replace("''", "'", StringComparison.Ordinal));
    }

    [GeneratedRegex(@"\s+and\s+", RegexOptions.IgnoreCase)]
    private static partial Regex And();

    [GeneratedRegex(@"^(?<property>[\w/]+)\s+(?<operator>eq|ne|ge|gt|le|lt)\s+(?<value>'(?:[^']|'')*'|\S+)$")]
    private static partial Regex Comparison();
}

using System.Text.Json.Nodes;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Messages;

/// <summary>The $search of mail lists: one clause of Exchange's keyword language, newest first, at most 1,000.</summary>
internal static class MessageSearch
{
    private const int MostFound = 1000;

    private static readonly Dictionary<string, string[]> Places = new(StringComparer.OrdinalIgnoreCase)
    {
        ["from"] = ["from"],
        ["to"] = ["toRecipients"],
        ["cc"] = ["ccRecipients"],
        ["bcc"] = ["bccRecipients"],
        ["recipients"] = ["toRecipients", "ccRecipients", "bccRecipients"],
        ["participants"] = ["from", "toRecipients", "ccRecipients", "bccRecipients"],
        ["subject"] = ["subject"],
    };

    public static IEnumerable<SimulatedMessage> Find(IEnumerable<SimulatedMessage> messages, string search)
    {
        var clause = search.Trim().Trim('"');
        var colon = clause.IndexOf(':', StringComparison.Ordinal);
        var places = colon > 0 && Places.TryGetValue(clause[..colon], out var named) ? named : ["from", "subject", "body"];
        var wanted = colon > 0 ? clause[(colon + 1)..].Trim().Trim('\\', '"') : clause;
        return messages.Where(m => places.Any(place => Contains(m.Json[place], wanted)))
            .OrderByDescending(m => m.ReceivedAt).Take(MostFound);
    }

    private static bool Contains(JsonNode? node, string wanted) => node switch
    {
        JsonObject json => json.Any(p => Contains(p.Value, wanted)),
        JsonArray list => list.Any(item => Contains(item, wanted)),
        _ => node?.ToString().Contains(wanted, StringComparison.OrdinalIgnoreCase) == true,
    };
}

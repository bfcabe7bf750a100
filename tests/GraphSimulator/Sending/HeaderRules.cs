using System.Text.Json.Nodes;
using GraphSimulator.Http;

namespace GraphSimulator.Sending;

/// <summary>What Graph allows of internet headers that come as JSON: five, and each of the sender's own.</summary>
internal static class HeaderRules
{
    private const int MostHeaders = 5;

    public static void Check(JsonObject message)
    {
        if (message["internetMessageHeaders"] is not JsonArray headers)
            return;
        if (headers.Count > MostHeaders)
            throw new BadQueryException("InvalidInternetMessageHeaderCollection", $"Maximum number of headers in one message should be less than or equal to {MostHeaders}.");
        foreach (var name in headers.Select(h => h?["name"]?.GetValue<string>() ?? ""))
            if (!name.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
                throw new BadQueryException("InvalidInternetMessageHeader", $"The internet message header name '{name}' should start with 'x-' or 'X-'.");
    }
}

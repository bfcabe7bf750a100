using System.Text;
using System.Text.Json.Nodes;

namespace GraphSimulator.Sending;

/// <summary>One mail that left a mailbox.</summary>
/// <param name="Mailbox">The sender's sign-in name.</param>
/// <param name="SentAt">When.</param>
/// <param name="Message">The mail as Graph JSON, with blind copies and all headers.</param>
/// <param name="Recipients">Every address that it went to.</param>
/// <param name="Outside">Those of them that have no mailbox here.</param>
/// <param name="Mime">The MIME that it was given as, or null when it came as JSON.</param>
public sealed record SentMail(
    string Mailbox, DateTimeOffset SentAt, JsonObject Message, IReadOnlyList<string> Recipients, IReadOnlyList<string> Outside, string? Mime)
{
    /// <summary>The files that went with it, by name.</summary>
    public IReadOnlyDictionary<string, byte[]> Files { get; init; } = new Dictionary<string, byte[]>();

    /// <summary>Its subject.</summary>
    public string Subject => Message["subject"]?.GetValue<string>() ?? "";

    /// <summary>An internet header, or null.</summary>
    public string? Header(string name) => (Message["internetMessageHeaders"] as JsonArray)?
        .FirstOrDefault(h => string.Equals(h?["name"]?.GetValue<string>(), name, StringComparison.OrdinalIgnoreCase))?["value"]?.GetValue<string>();

    internal static Dictionary<string, byte[]> FilesOf(IReadOnlyList<JsonObject> attachments) =>
        attachments.ToDictionary(file => file["name"]!.GetValue<string>(), file => Convert.FromBase64String(file["contentBytes"]?.GetValue<string>() ?? ""));

    internal static string? TextOf(ReadOnlyMemory<byte>? mime) => mime is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}

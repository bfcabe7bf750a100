using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Contacts.Outlook;

/// <summary>A contact as Outlook keeps it, as far as we share it: field by its name (<see cref="CardField"/>), value as lines of text. An empty field is not in it.</summary>
public sealed class OutlookCard
{
    private readonly SortedDictionary<string, string> _fields;

    /// <summary>A card of some fields; empty ones are left out.</summary>
    public OutlookCard(IEnumerable<KeyValuePair<string, string?>> fields) => _fields = new SortedDictionary<string, string>(
        fields.Where(f => !string.IsNullOrWhiteSpace(f.Value)).ToDictionary(f => f.Key, f => f.Value!.TrimEnd()), StringComparer.Ordinal);

    /// <summary>The value of a field; null where it is empty.</summary>
    public string? this[string field] => _fields.GetValueOrDefault(field);

    /// <summary>The lines of a field.</summary>
    public IReadOnlyList<string> Lines(string field) => this[field]?.Split('\n', StringSplitOptions.TrimEntries) ?? [];

    /// <summary>Fields that stand differently in another card.</summary>
    public IReadOnlyList<string> Differences(OutlookCard other) => [.. CardField.All.Select(f => f.Name).Where(f => this[f] != other[f])];

    /// <summary>The card without some fields.</summary>
    public OutlookCard Without(IReadOnlySet<string> fields) => new(_fields.Where(f => !fields.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, (string?)f.Value)));

    /// <summary>SHA-256 over the fields, in hex.</summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ToJson())));

    /// <summary>The fields as a JSON object.</summary>
    public string ToJson() => JsonSerializer.Serialize(_fields, JsonText.Readable);

    /// <summary>A card of what <see cref="ToJson"/> wrote; an empty one of empty text.</summary>
    public static OutlookCard FromJson(string json) =>
        new(json.Length == 0 ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(json, JsonText.Readable)!);
}

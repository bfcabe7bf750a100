using System.Text.Json;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Contacts;

/// <summary>Where a value came from.</summary>
/// <param name="From">"typed", "import 12", "signature of message 12".</param>
/// <param name="At">When it was taken over.</param>
public sealed record FieldProvenance(string From, DateTimeOffset At);

/// <summary>
/// Where each value of a contact came from. Kept as one JSON array with an entry an origin and the fields that came from it, because
/// most fields of a contact came at once: [{"from":"import 12","at":"2026-01-01T00:00:00+00:00","fields":["emails","name"]}].
/// </summary>
public sealed class Provenance
{
    private readonly Dictionary<string, FieldProvenance> _fields = new(StringComparer.Ordinal);

    /// <summary>Each field with its origin.</summary>
    public IReadOnlyDictionary<string, FieldProvenance> Fields => _fields;

    /// <summary>Reads what a contact keeps; nothing where it keeps nothing.</summary>
    public static Provenance Read(string? json)
    {
        var provenance = new Provenance();
        foreach (var origin in string.IsNullOrEmpty(json) ? [] : JsonSerializer.Deserialize<List<Entry>>(json, JsonText.Readable)!)
            provenance.Set(origin.Fields, new FieldProvenance(origin.From, origin.At));
        return provenance;
    }

    /// <summary>These fields came from there now.</summary>
    public Provenance Set(IEnumerable<string> fields, FieldProvenance from)
    {
        foreach (var field in fields)
            _fields[field] = from;
        return this;
    }

    /// <summary>This field has no value any more.</summary>
    public void Drop(string field) => _fields.Remove(field);

    /// <summary>The form that a contact keeps.</summary>
    public string ToJson() => JsonSerializer.Serialize(
        _fields.GroupBy(f => f.Value).OrderBy(g => g.Key.At).ThenBy(g => g.Key.From, StringComparer.Ordinal)
            .Select(g => new Entry(g.Key.From, g.Key.At, [.. g.Select(f => f.Key).Order(StringComparer.Ordinal)])),
        JsonText.Readable);

    private sealed record Entry(string From, DateTimeOffset At, IReadOnlyList<string> Fields);
}

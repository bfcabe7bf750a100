using System.Text.Json;
using GraphSimulator.Http;
using GraphSimulator.Mailboxes;

namespace GraphSimulator.Contacts;

/// <summary>Writes a contact as Graph would for this $select, $expand and these preferences.</summary>
internal sealed class ContactWriter(string? select, string? expand, Preferences preferences)
{
    private static readonly string[] NeverPlain = ["id", "singleValueExtendedProperties"];

    private readonly string[] _selected = select?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [];
    private readonly string? _expanded = ExtendedProperties.Expanded(expand);

    public void Write(Utf8JsonWriter json, SimulatedItem contact, string? context = null)
    {
        json.WriteStartObject();
        if (context is not null)
            json.WriteString("@odata.context", context);
        json.WriteString("@odata.etag", $"W/\"{contact.ChangeKey}\"");
        json.WriteString("id", Id(contact));
        if (Shows("changeKey"))
            json.WriteString("changeKey", contact.ChangeKey);
        foreach (var (name, value) in contact.Json)
        {
            if (NeverPlain.Contains(name) || !Shows(name))
                continue;
            json.WritePropertyName(name);
            if (value is null)
                json.WriteNullValue();
            else
                value.WriteTo(json);
        }
        if (_expanded is { } id)
            ExtendedProperties.Write(json, contact.Json, id);
        json.WriteEndObject();
    }

    /// <summary>The id in the form that the request prefers.</summary>
    public string Id(SimulatedItem contact) => preferences.ImmutableIds ? contact.ImmutableId : contact.RestId;

    private bool Shows(string property) => _selected.Length == 0 || _selected.Contains(property, StringComparer.OrdinalIgnoreCase);
}

using System.Globalization;
using System.Text.Json.Nodes;

namespace GraphSimulator.Mailboxes;

/// <summary>An event of a calendar or a contact of a contact folder.</summary>
public sealed class SimulatedItem
{
    internal SimulatedItem(string immutableId, JsonObject json, ItemCollection collection)
    {
        ImmutableId = immutableId;
        Json = json;
        Collection = collection;
    }

    /// <summary>The id that survives moves.</summary>
    public string ImmutableId { get; }

    /// <summary>The id of this item where it is.</summary>
    public string RestId => ItemIds.Rest(ImmutableId, Collection.Id);

    /// <summary>All properties, whether selected or not.</summary>
    internal JsonObject Json { get; }

    internal ItemCollection Collection { get; }

    /// <summary>Raised with each change; shows in etag and change key.</summary>
    internal int Revision { get; set; }

    internal string ChangeKey => ItemIds.Digest("change", ImmutableId, Revision.ToString(CultureInfo.InvariantCulture))[..22];

    internal string? Text(string property) => Json[property]?.GetValue<string>();
}

/// <summary>A calendar or a contact folder: what it holds and everything that happened in it.</summary>
internal sealed class ItemCollection(string id, string displayName)
{
    private readonly Dictionary<string, SimulatedItem> _items = [];
    private readonly Dictionary<string, SimulatedItem> _byRestId = [];

    public string Id { get; } = id;

    public string DisplayName { get; set; } = displayName;

    public ChangeLog<SimulatedItem> Log { get; } = new(i => i.ImmutableId);

    public IReadOnlyCollection<SimulatedItem> Items => _items.Values;

    public SimulatedItem? Find(string id) => _items.GetValueOrDefault(id) ?? _byRestId.GetValueOrDefault(id);

    public void Add(SimulatedItem item)
    {
        _items[item.ImmutableId] = item;
        _byRestId[item.RestId] = item;
        Log.Add(item, ChangeKind.Created);
    }

    public void Update(SimulatedItem item, JsonObject values, DateTimeOffset now)
    {
        foreach (var (name, value) in values)
            item.Json[name] = value?.DeepClone();
        item.Revision++;
        item.Json["lastModifiedDateTime"] = MessageDefaults.Instant(now);
        Log.Add(item, ChangeKind.Updated, [.. values.Select(v => v.Key)]);
    }

    public void Remove(SimulatedItem item)
    {
        _items.Remove(item.ImmutableId);
        _byRestId.Remove(item.RestId);
        Log.Add(item, ChangeKind.Removed);
    }
}

using CrmAddin.Core.Lookups;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;
using Microsoft.EntityFrameworkCore;

namespace CrmAddin.Core.Loads;

/// <summary>The sources that rows name, in either language and by the names of merged ones; those that nobody knows come into being.</summary>
internal sealed class KnownSources(CrmDb db)
{
    private readonly Dictionary<string, LookupItem> _sources = [];
    private readonly NotedNames _noted = new();

    /// <summary>Sources that came into being.</summary>
    public int CreatedCount { get; private set; }

    /// <summary>Notes a name that a row says.</summary>
    public void Note(string? name) => _noted.Note(name);

    /// <summary>Finds the sources and adds those that are missing.</summary>
    public async Task PrepareAsync(CancellationToken cancel)
    {
        if (_noted.IsEmpty)
            return;
        var items = await db.LookupItems.Where(item => item.Kind == LookupKind.Source).OrderBy(item => item.Id).ToDictionaryAsync(item => item.Id, cancel);
        foreach (var item in items.Values)
        {
            var standsFor = item.MergedIntoId is { } into ? items[into] : item;
            _sources.TryAdd(item.NameKey, standsFor);
            if (item.NameArabic is { } arabic)
                _sources.TryAdd(SearchText.Fold(arabic), standsFor);
        }

        foreach (var (key, name) in _noted.Unknown(_sources))
        {
            db.LookupItems.Add(_sources[key] = new LookupItem { Kind = LookupKind.Source, Name = name, NameKey = key, Position = items.Count + CreatedCount });
            CreatedCount++;
        }

        await db.SaveChangesAsync(cancel);
    }

    /// <summary>The source of a name; null where the row has none.</summary>
    public long? Find(string? name) => name is null ? null : _sources.GetValueOrDefault(SearchText.Fold(name))?.Id;
}

using CrmAddin.Core.Search;

namespace CrmAddin.Core.Loads;

/// <summary>Names that the rows of a file say, each once however it is written.</summary>
internal sealed class NotedNames
{
    private readonly Dictionary<string, string> _names = [];

    /// <summary>Whether no row says one.</summary>
    public bool IsEmpty => _names.Count == 0;

    /// <summary>Notes the name of a row.</summary>
    public void Note(string? name)
    {
        if (name is not null && SearchText.Fold(name) is { Length: > 0 } key)
            _names.TryAdd(key, name);
    }

    /// <summary>The names, by their folded form, that nobody knows yet.</summary>
    public IEnumerable<(string Key, string Name)> Unknown<T>(IReadOnlyDictionary<string, T> known) =>
        _names.Where(noted => !known.ContainsKey(noted.Key)).Select(noted => (noted.Key, noted.Value)).ToList();
}

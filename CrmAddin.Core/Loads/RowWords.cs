using CrmAddin.Core.Search;

namespace CrmAddin.Core.Loads;

/// <summary>The words by which files name the values of a kind, in both languages.</summary>
/// <param name="words">Each value with its words; the first one is told to whoever wrote another.</param>
internal sealed class RowWords<T>(params (T Value, string[] Words)[] words)
    where T : struct
{
    private readonly Dictionary<string, T> _values = words
        .SelectMany(entry => entry.Words.Select(word => (Key: SearchText.Compact(word), entry.Value)))
        .ToDictionary(word => word.Key, word => word.Value);

    /// <summary>The words that are told.</summary>
    public string Known { get; } = string.Join(", ", words.Select(entry => entry.Words[0]));

    /// <summary>The value that a word means; null when it means none.</summary>
    public T? Find(string word) => _values.TryGetValue(SearchText.Compact(word), out var value) ? value : null;
}

namespace CrmAddin.Core.Duplicates.Matching;

/// <summary>Each different value of a field once, with how often it occurs.</summary>
internal sealed class ValuePool
{
    private readonly Dictionary<string, int> _byText = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [""];
    private readonly List<int> _counts = [0];

    /// <summary>How many values were added, repeats included.</summary>
    public int Filled { get; private set; }

    /// <summary>Key of a value, counted; 0 for none.</summary>
    public int Add(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return 0;
        Filled++;
        if (!_byText.TryGetValue(text, out var key))
        {
            key = _byText[text] = _texts.Count;
            _texts.Add(text);
            _counts.Add(0);
        }
        _counts[key]++;
        return key;
    }

    /// <summary>The value.</summary>
    public string Text(int key) => _texts[key];

    /// <summary>How often it occurs.</summary>
    public int Count(int key) => _counts[key];

    /// <summary>The commonest values with their counts, for a later look at a few records only.</summary>
    public IEnumerable<KeyValuePair<string, int>> Commonest(int most, int atLeast) =>
        Enumerable.Range(1, _texts.Count - 1).Where(k => _counts[k] >= atLeast)
            .OrderByDescending(k => _counts[k]).ThenBy(k => _texts[k], StringComparer.Ordinal).Take(most)
            .Select(k => KeyValuePair.Create(_texts[k], _counts[k]));

    /// <summary>Chance that two records drawn by lot have the same value.</summary>
    public double Collision()
    {
        if (Filled < 2)
            return 0;
        var same = 0.0;
        foreach (var count in _counts)
            same += (double)count * (count - 1);
        return same / ((double)Filled * (Filled - 1));
    }
}

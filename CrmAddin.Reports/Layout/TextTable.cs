using System.Collections.Concurrent;
using System.Globalization;
using System.Resources;
using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Layout;

/// <summary>The texts of one resource table in one language.</summary>
/// <param name="type">The type beside whose file the table lies; it gives the table its name.</param>
/// <param name="language">The language of the texts.</param>
public class TextTable(Type type, ReportLanguage language)
{
    private static readonly ConcurrentDictionary<Type, ResourceManager> _tables = [];

    private readonly ResourceManager _texts = _tables.GetOrAdd(type, static t => new(t));

    /// <summary>The language of the texts.</summary>
    public ReportLanguage Language => language;

    /// <summary>The text with the key; a missing one is a fault of the program.</summary>
    public string this[string key] =>
        _texts.GetString(key, language.Culture) ?? throw new MissingManifestResourceException($"The text \"{key}\" is not in {type.Name}.");

    /// <summary>The text with its placeholders filled: numbers alike in both languages, days with the month's name.</summary>
    public string Format(string key, params object?[] values) =>
        string.Format(CultureInfo.InvariantCulture, this[key], [.. values.Select(value => value is DateOnly day ? PeriodText.Day(language, day) : value)]);
}

using System.Text.Json;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;

namespace CrmAddin.Core.Loads;

/// <summary>Which column of a file fills which of our fields.</summary>
/// <param name="indexes">Column by field.</param>
internal sealed class FileColumns(IReadOnlyDictionary<string, int> indexes)
{
    /// <summary>The column of a field; -1 where the file has none.</summary>
    public int this[string field] => indexes.GetValueOrDefault(field, -1);

    /// <summary>Proposes the columns of a header by the names that are in use.</summary>
    public static FileColumns Propose(IReadOnlyList<string> header, IReadOnlyDictionary<string, string[]> known)
    {
        var names = header.Select(SearchText.Fold).ToList();
        var indexes = new Dictionary<string, int>();
        foreach (var (field, candidates) in known)
        {
            if (candidates.Select(name => names.IndexOf(SearchText.Fold(name))).FirstOrDefault(index => index >= 0, -1) is var found and >= 0)
                indexes[field] = found;
        }

        return new(indexes);
    }

    /// <summary>Takes the columns from a JSON object of field and column name. Errors: <see cref="MappingWrong"/>.</summary>
    public static Result<FileColumns> Map(IReadOnlyList<string> header, string json, IReadOnlyDictionary<string, string[]> known)
    {
        Dictionary<string, string>? map;
        try
        {
            map = JsonSerializer.Deserialize<Dictionary<string, string>>(json);
        }
        catch (JsonException)
        {
            return new MappingWrong("it is no JSON object of field names and column names, like {\"id\":\"opportunity_id\"}");
        }

        var indexes = new Dictionary<string, int>();
        foreach (var (name, column) in map ?? [])
        {
            if (known.Keys.FirstOrDefault(key => string.Equals(key, name, StringComparison.OrdinalIgnoreCase)) is not { } field)
                return new MappingWrong($"there is no field \"{name}\"; fields are {string.Join(", ", known.Keys)}");
            var index = header.ToList().FindIndex(heading => string.Equals(heading.Trim(), column?.Trim(), StringComparison.OrdinalIgnoreCase));
            if (index < 0)
                return new MappingWrong($"the file has no column \"{column}\"; its columns are {string.Join(", ", header)}");
            indexes[field] = index;
        }

        return new FileColumns(indexes);
    }
}

using System.Text.Json;
using CrmAddin.Core.Contacts.Import;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Store;
using CrmAddin.Web.Http;
using CrmAddin.Web.Texts;

namespace CrmAddin.Web.Imports;

/// <summary>A column of the mapping page.</summary>
/// <param name="Index">Which column, from 0.</param>
/// <param name="Name">Its name.</param>
/// <param name="Samples">Its first values.</param>
/// <param name="Target">What it fills, as text; empty when it is left out.</param>
public sealed record ChosenColumn(int Index, string Name, IReadOnlyList<string> Samples, string Target);

/// <summary>The columns of a file and what each fills, between the page and the JSON that the import reads.</summary>
public static class ChosenColumns
{
    private static readonly ImportField[] NotOffered =
    [
        ImportField.Custom, ImportField.EmailKind, ImportField.PhoneKind, ImportField.AddressKind, ImportField.ProfileKind, ImportField.Event, ImportField.Latitude, ImportField.Longitude,
    ];

    /// <summary>The columns with what was chosen for them, or with what is proposed where nothing was chosen yet.</summary>
    public static IReadOnlyList<ChosenColumn> Of(FilePreview file, string? mapJson)
    {
        var chosen = mapJson is null ? null : Read(mapJson);
        return [.. file.Columns.Select(c => new ChosenColumn(c.Index, c.Column, c.Samples, chosen is null ? c.Target?.ToString() ?? "" : chosen.GetValueOrDefault(c.Column, "")))];
    }

    /// <summary>The map of a posted form: fields "column-N" hold targets.</summary>
    public static string Json(FilePreview file, PostedForm form)
    {
        var map = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var column in file.Columns)
        {
            if (form.One($"column-{column.Index}") is not { Length: > 0 } target)
                continue;
            if (!map.TryGetValue(target, out var names))
                map[target] = names = [];
            names.Add(column.Column);
        }
        return JsonSerializer.Serialize(map, JsonText.Readable);
    }

    /// <summary>What a column may fill, with the label in the reader's language; what the columns have now is among them.</summary>
    public static IReadOnlyList<(string Target, string Label)> Targets(IEnumerable<ChosenColumn> columns, IReadOnlyList<CustomField> fields)
    {
        var isArabic = UiTexts.Language == "ar";
        var targets = Enum.GetValues<ImportField>().Where(f => !NotOffered.Contains(f)).Select(f => new FieldTarget(f))
            .Select(t => (t.ToString(), FieldHeaders.Of(t, isArabic)))
            .Concat(fields.Select(f => (new FieldTarget(ImportField.Custom, f.Key).ToString(), f.NameIn(UiTexts.Language)))).ToList();
        foreach (var target in columns.Select(c => c.Target).Where(t => t.Length > 0 && targets.TrueForAll(known => known.Item1 != t)).Distinct().ToList())
            targets.Add((target, FieldTarget.TryParse(target, out var parsed) ? $"{FieldHeaders.Of(parsed, isArabic)}{(parsed.Qualifier is { } q ? $" ({q})" : "")}" : target));
        return targets;
    }

    private static Dictionary<string, string> Read(string mapJson)
    {
        var chosen = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        using var map = JsonDocument.Parse(mapJson);
        foreach (var target in map.RootElement.EnumerateObject().Where(t => !t.Name.StartsWith('$')))
        {
            var names = target.Value.ValueKind == JsonValueKind.Array ? target.Value.EnumerateArray().Select(n => n.GetString()) : [target.Value.GetString()];
            foreach (var name in names.OfType<string>())
                chosen[name] = target.Name;
        }
        return chosen;
    }
}

using System.Text.Json;
using CrmAddin.Core.CustomFields;
using CrmAddin.Core.Results;
using CrmAddin.Core.Search;
using CrmAddin.Core.Store;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>What is proposed for one column of a file, for a page to show and change.</summary>
/// <param name="Index">Which column, from 0.</param>
/// <param name="Column">Its name, unique within the file.</param>
/// <param name="Samples">The first values that are not empty.</param>
/// <param name="Target">What it fills; null when it is left out.</param>
public sealed record ColumnProposal(int Index, string Column, IReadOnlyList<string> Samples, FieldTarget? Target);

/// <summary>
/// Which column of a file fills which field. As JSON: an object from targets to a column's name or a list of names,
/// {"givenName":"First","email":["Mail 1","Mail 2"],"custom:closing-year":"Year"}; "$sheet" names the sheet of a workbook and "$dates"
/// says "dayFirst" or "monthFirst".
/// </summary>
public sealed class ColumnMap
{
    private const string SheetKey = "$sheet";
    private const string DatesKey = "$dates";
    private const int SamplesAColumn = 3;

    private ColumnMap(IReadOnlyList<(int Index, FieldTarget Target)> columns, bool isMonthFirst) =>
        (Columns, IsMonthFirst) = ([.. columns.OrderBy(c => c.Index)], isMonthFirst);

    /// <summary>Columns that are read, in the file's order.</summary>
    public IReadOnlyList<(int Index, FieldTarget Target)> Columns { get; }

    /// <summary>Whether dates like 3/4/1980 name the month first.</summary>
    public bool IsMonthFirst { get; }

    /// <summary>Whether any column can name or reach a person.</summary>
    public bool FindsPeople => Columns.Any(c => c.Target.Field is ImportField.DisplayName or ImportField.GivenName or ImportField.FamilyName
        or ImportField.Email or ImportField.Phone or ImportField.Mobile or ImportField.WorkPhone or ImportField.HomePhone);

    /// <summary>Proposes what each column fills, by its name and its first values.</summary>
    public static IReadOnlyList<ColumnProposal> Propose(
        IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows, IReadOnlyList<CustomField> customFields)
    {
        var names = ColumnNames(header);
        var targets = header.Select(h => FieldHeaders.Find(h) ?? CustomTarget(h, customFields)).ToList();
        // Outlook.com calls the honorific "Title" and has the position in a column of its own.
        if (targets.Count(t => t is { Field: ImportField.JobTitle }) > 1 && header.ToList().FindIndex(h => SearchText.Fold(h) == "title") is >= 0 and var title)
            targets[title] = new(ImportField.Honorific);
        return
        [
            .. names.Index().Select(column =>
            {
                var values = rows.Select(r => column.Index < r.Count ? r[column.Index].Trim() : "").Where(v => v.Length > 0).ToList();
                var target = targets[column.Index] is { } found && (values.Count == 0 || values.Exists(v => IsReadable(found.Field, v))) ? targets[column.Index] : null;
                return new ColumnProposal(column.Index, column.Item, [.. values.Take(SamplesAColumn)], target);
            }),
        ];
    }

    /// <summary>The columns of a proposal that are not left out.</summary>
    public static ColumnMap From(IReadOnlyList<ColumnProposal> proposals, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        List<(int, FieldTarget)> columns = [.. proposals.Where(p => p.Target is not null).Select(p => (p.Index, p.Target!.Value))];
        return new(columns, IsWrittenMonthFirst(columns, rows));
    }

    /// <summary>Reads a map for a file's columns. Errors: <see cref="MappingWrong"/>.</summary>
    public static Result<ColumnMap> FromJson(string json, IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        if (Parse(json) is not { } map)
            return NoJsonObject();
        var names = ColumnNames(header).ToList();
        var columns = new List<(int, FieldTarget)>();
        bool? isMonthFirst = null;
        foreach (var (key, wanted) in map)
        {
            if (key == SheetKey)
                continue;
            if (key == DatesKey)
            {
                isMonthFirst = wanted.FirstOrDefault() == "monthFirst";
                continue;
            }
            if (!FieldTarget.TryParse(key, out var target))
                return new MappingWrong($"there is no field \"{key}\"; fields are {string.Join(", ", FieldTarget.AllNames)}");
            foreach (var name in wanted)
            {
                var index = names.FindIndex(n => string.Equals(n, name.Trim(), StringComparison.OrdinalIgnoreCase));
                if (index < 0)
                    return new MappingWrong($"the file has no column \"{name}\"; its columns are {string.Join(", ", names)}");
                columns.Add((index, target));
            }
        }
        return new ColumnMap(columns, isMonthFirst ?? IsWrittenMonthFirst(columns, rows));
    }

    /// <summary>The sheet that a map names; null when it names none.</summary>
    public static string? SheetOf(string? json) => json is not null && Parse(json) is { } map ? map.GetValueOrDefault(SheetKey)?.FirstOrDefault() : null;

    /// <summary>The map as JSON, for the columns of a file.</summary>
    public string ToJson(IReadOnlyList<string> header)
    {
        var names = ColumnNames(header);
        var map = Columns.GroupBy(c => c.Target).ToDictionary(g => g.Key.ToString(), g => (object)g.Select(c => names[c.Index]).ToList());
        if (IsMonthFirst)
            map[DatesKey] = "monthFirst";
        return JsonSerializer.Serialize(map, JsonText.Readable);
    }

    /// <summary>The names of columns, made unique: a second "Phone" is "Phone (2)", a nameless one "Column 3".</summary>
    public static IReadOnlyList<string> ColumnNames(IReadOnlyList<string> header)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var names = new List<string>(header.Count);
        foreach (var (i, cell) in header.Index())
        {
            var name = cell.Trim() is { Length: > 0 } given ? given : $"Column {i + 1}";
            var unique = name;
            for (var n = 2; !taken.Add(unique); n++)
                unique = $"{name} ({n})";
            names.Add(unique);
        }
        return names;
    }

    /// <summary>The person of a row's cells, or the reason why they make none.</summary>
    public (ContactRecord? Contact, RowRefusal? Refusal) Read(IReadOnlyList<string> cells)
    {
        var builder = new RecordBuilder(IsMonthFirst);
        foreach (var (index, target) in Columns)
        {
            if (index < cells.Count)
                builder.Add(target, cells[index]);
        }
        return builder.Build();
    }

    private static MappingWrong NoJsonObject() => new("it is no JSON object of field names and column names, like {\"email\":\"E-mail\"}");

    private static Dictionary<string, List<string>>? Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                return null;
            var map = new Dictionary<string, List<string>>(StringComparer.Ordinal);
            foreach (var property in document.RootElement.EnumerateObject())
            {
                map[property.Name] = property.Value.ValueKind switch
                {
                    JsonValueKind.String => [property.Value.GetString()!],
                    JsonValueKind.Array when property.Value.EnumerateArray().All(v => v.ValueKind == JsonValueKind.String) =>
                        [.. property.Value.EnumerateArray().Select(v => v.GetString()!)],
                    JsonValueKind.Null => [],
                    _ => throw new JsonException(),
                };
            }
            return map;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static FieldTarget? CustomTarget(string header, IReadOnlyList<CustomField> customFields)
    {
        var name = SearchText.Fold(header);
        var field = name.Length == 0 ? null : customFields.FirstOrDefault(f => SearchText.Fold(f.Name) == name || SearchText.Fold(f.NameArabic) == name || SearchText.Fold(f.Key) == name);
        return field is null ? null : new FieldTarget(ImportField.Custom, field.Key);
    }

    // A column "Status" may hold anything; it is proposed where a value reads as one of ours.
    private static bool IsReadable(ImportField field, string value) => field switch
    {
        ImportField.Status => FieldWords.Status(value) is not null,
        ImportField.Level => FieldWords.Level(value) is not null,
        ImportField.DoNotContact => FieldWords.Answer(value) is not null,
        ImportField.EngagementScore or ImportField.InterestScore or ImportField.AbilityScore => FieldText.Number(value) is >= 0 and <= 10,
        ImportField.Budget => FieldText.Money(value).Amount is not null,
        ImportField.Birthday or ImportField.Anniversary or ImportField.SpouseBirthday => FieldText.IsNoDay(value) || FieldText.Day(value) is not null,
        _ => true,
    };

    private static bool IsWrittenMonthFirst(List<(int Index, FieldTarget Target)> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var days = columns.Where(c => c.Target.Field is ImportField.Birthday or ImportField.Anniversary or ImportField.SpouseBirthday or ImportField.ChildBirthday or ImportField.Event);
        return days.SelectMany(c => rows.Where(r => c.Index < r.Count).Select(r => FieldText.SaysMonthFirst(r[c.Index]))).FirstOrDefault(says => says is not null) ?? false;
    }
}

using System.Globalization;
using CrmAddin.Core.CustomFields;

namespace CrmAddin.Web.Http;

/// <summary>
/// A posted form, by field. A field that is not there is null; one that is empty is "". A form names the groups of fields that it
/// showed in "shows", so that nothing ticked means none and a group it did not show stays as it is.
/// </summary>
public sealed class PostedForm
{
    private const string CustomPrefix = "custom.";

    private readonly IFormCollection _form;

    private PostedForm(IFormCollection form) => _form = form;

    /// <summary>Reads the form; an empty one for a request without.</summary>
    public static async Task<PostedForm> ReadAsync(HttpContext http) =>
        new(http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty);

    /// <summary>The first value of a field.</summary>
    public string? One(string field) => _form.TryGetValue(field, out var values) ? values[0] : null;

    /// <summary>All values of a field, in the order of the form.</summary>
    public IReadOnlyList<string>? All(string field) => _form.TryGetValue(field, out var values) ? [.. values.Select(v => v ?? "")] : null;

    /// <summary>The value of a repeated field in one row.</summary>
    public string? At(string field, int row) => _form.TryGetValue(field, out var values) && row < values.Count ? values[row] : null;

    /// <summary>Whether the form showed a group of fields.</summary>
    public bool Shows(string group) => _form.TryGetValue("shows", out var groups) && groups.Contains(group);

    /// <summary>Whether a box is ticked.</summary>
    public bool IsTicked(string field) => One(field) is "true" or "on" or "1";

    /// <summary>A whole number that fits 32 bits, as counts, versions and scores do; null where there is none.</summary>
    public int? Count(string field) =>
        Read<int>(field, One(field), text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>A key or another whole number; null where there is none.</summary>
    public long? Whole(string field) =>
        Read<long>(field, One(field), text => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null);

    /// <summary>The first value that could not be read; null when all could.</summary>
    public FormValueWrong? Fault { get; private set; }

    /// <summary>A day as date fields send it; null where there is none.</summary>
    public DateOnly? Day(string field) => DayOf(field, One(field));

    /// <summary>A day of a repeated field in one row.</summary>
    public DateOnly? DayAt(string field, int row) => DayOf(field, At(field, row));

    /// <summary>A number with decimals; null where there is none.</summary>
    public decimal? Number(string field) => Read(field, One(field), CustomFieldText.Number);

    /// <summary>A value by its name; null for anything else.</summary>
    public T? Named<T>(string field)
        where T : struct, Enum => Enum.TryParse<T>(One(field), ignoreCase: true, out var value) ? value : null;

    /// <summary>A value by its name in one row of a repeated field.</summary>
    public T NamedAt<T>(string field, int row, T otherwise)
        where T : struct, Enum => Enum.TryParse<T>(At(field, row), ignoreCase: true, out var value) ? value : otherwise;

    /// <summary>Custom fields by key; null where the form showed none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? CustomValues()
    {
        // Boxes of which none is ticked send nothing: the form says which fields it showed.
        var shown = (All("customShown") ?? []).Concat(_form.Keys.Where(k => k.StartsWith(CustomPrefix, StringComparison.Ordinal)).Select(k => k[CustomPrefix.Length..])).Distinct().ToList();
        return shown.Count == 0 ? null : shown.ToDictionary(key => key, key => All(CustomPrefix + key) ?? []);
    }

    private DateOnly? DayOf(string field, string? text) => Read(field, text, CustomFieldText.Day);

    private T? Read<T>(string field, string? text, Func<string, T?> read)
        where T : struct
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var value = read(text.Trim());
        if (value is null)
            Fault ??= new FormValueWrong(field, text);
        return value;
    }
}

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

    /// <summary>A whole number; null where there is none.</summary>
    public long? Whole(string field) => long.TryParse(One(field), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A day as date fields send it.</summary>
    public DateOnly? Day(string field) => One(field) is { Length: > 0 } text ? CustomFieldText.Day(text) : null;

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
}

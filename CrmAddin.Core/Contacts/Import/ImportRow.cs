using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>One row of a file, by field.</summary>
public sealed class ImportRow
{
    private readonly Dictionary<ImportField, List<string>> _values = [];

    /// <summary>Reads the row's values by the columns; a leading ' before a formula sign is our own export's and comes off.</summary>
    public ImportRow(IReadOnlyList<string> cells, ImportColumns columns)
    {
        foreach (var (field, index) in columns.Columns.Where(c => c.Index < cells.Count))
        {
            var value = WithoutGuard(cells[index].Trim());
            if (value.Length == 0)
                continue;
            if (!_values.TryGetValue(field, out var list))
                _values[field] = list = [];
            list.Add(value);
        }
    }

    /// <summary>Whether nothing was filled in.</summary>
    public bool IsEmpty => _values.Count == 0;

    /// <summary>The first value of a field; null when there is none.</summary>
    public string? this[ImportField field] => _values.GetValueOrDefault(field)?[0];

    /// <summary>All values of a field.</summary>
    public IReadOnlyList<string> All(ImportField field) => _values.GetValueOrDefault(field) ?? [];

    /// <summary>Values of a field that are separated by ";" or ":::" (Google).</summary>
    public IEnumerable<string> Parts(ImportField field) =>
        All(field).SelectMany(v => v.Split([";", ":::"], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    /// <summary>The name as shown, made of its parts where the file has no whole name.</summary>
    public string DisplayName => this[ImportField.DisplayName]
        ?? string.Join(' ', new[] { this[ImportField.GivenName], this[ImportField.MiddleName], this[ImportField.FamilyName] }.Where(p => p is not null));

    /// <summary>What the person comes in by: the file's id, or else the digest of the row.</summary>
    public string OriginKey => this[ImportField.Id] is { } id ? $"id:{id}" : $"row:{Digest()}";

    /// <summary>Why the row cannot be a contact; null when it can.</summary>
    public string? Refusal()
    {
        if (IsEmpty)
            return "the row is empty";
        if (DisplayName.Length == 0 && All(ImportField.Email).Count == 0)
            return "there is neither a name nor an e-mail address";
        if (DisplayName.Length > 200)
            return "the name is longer than 200 characters";
        if (All(ImportField.Email).FirstOrDefault(e => !IsEmail(e)) is { } email)
            return $"\"{email}\" is not an e-mail address";
        if (this[ImportField.Birthday] is { } day && Day(day) is null)
            return $"the birthday \"{day}\" is no date like 1980-12-31";
        return null;
    }

    /// <summary>A date as files write it; null when it is none.</summary>
    public static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "yyyyMMdd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool IsEmail(string text)
    {
        var at = text.LastIndexOf('@');
        return at > 0 && at < text.Length - 1 && text.Length <= 320 && !text.Any(char.IsWhiteSpace);
    }

    private static string WithoutGuard(string value) =>
        value.Length > 1 && value[0] == '\'' && value[1] is '=' or '+' or '-' or '@' or '\t' or '\r' ? value[1..] : value;

    private string Digest()
    {
        var text = new StringBuilder();
        foreach (var (field, values) in _values.OrderBy(v => v.Key))
            text.Append(CultureInfo.InvariantCulture, $"{field}={string.Join('\u001f', values)}\u001e");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

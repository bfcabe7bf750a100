using System.Globalization;
using System.Text.Json;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>
/// Where the values of a column go. As text: the field in camel case, ":" and what it is for, "#" and which one of several:
/// "givenName", "email#2", "street:home", "custom:closing-year".
/// </summary>
/// <param name="Field">The field.</param>
/// <param name="Qualifier">"home", "work" or "other" for e-mail and postal addresses, a network for profiles, key or name of a custom field; null for none.</param>
/// <param name="Number">Which one of several, from 1; 0 where it has no number.</param>
public readonly record struct FieldTarget(ImportField Field, string? Qualifier = null, int Number = 0)
{
    private static readonly Dictionary<ImportField, string> Names =
        Enum.GetValues<ImportField>().ToDictionary(f => f, f => JsonNamingPolicy.CamelCase.ConvertName(f.ToString()));

    private static readonly Dictionary<string, ImportField> Fields = Names.ToDictionary(n => n.Value, n => n.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Every field's name.</summary>
    public static IReadOnlyCollection<string> AllNames => Names.Values;

    /// <summary>Reads the text form.</summary>
    public static bool TryParse(string text, out FieldTarget target)
    {
        target = default;
        var rest = text.Trim();
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        if (colon > 0 && rest.AsSpan(0, colon).Equals("custom", StringComparison.OrdinalIgnoreCase))
        {
            target = new(ImportField.Custom, rest[(colon + 1)..].Trim());
            return target.Qualifier!.Length > 0;
        }
        var number = 0;
        var hash = rest.LastIndexOf('#');
        if (hash > 0)
        {
            if (!int.TryParse(rest.AsSpan(hash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 999)
                return false;
            rest = rest[..hash];
        }
        var qualifier = colon > 0 ? rest[(colon + 1)..].Trim().ToLowerInvariant() : null;
        if (!Fields.TryGetValue(colon > 0 ? rest[..colon] : rest, out var field) || field == ImportField.Custom || qualifier is "")
            return false;
        target = new(field, qualifier, number);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Names[Field]}{(Qualifier is null ? "" : ":")}{Qualifier}{(Number == 0 ? "" : "#")}{(Number == 0 ? "" : Number)}");
}

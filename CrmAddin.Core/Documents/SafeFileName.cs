using System.Globalization;
using System.Text;

namespace CrmAddin.Core.Documents;

/// <summary>The name of a file as it can be kept and given to any system: no path, no signs that hide or break, an ending that fits the content.</summary>
public static class SafeFileName
{
    private const int Longest = 200;

    /// <summary>The name for a file of a type.</summary>
    public static string Of(string? given, DocumentType type)
    {
        var name = new StringBuilder();
        // Names come from other systems too: both kinds of separators end a path.
        foreach (var rune in (given ?? "").Split('/', '\\')[^1].EnumerateRunes())
        {
            var isHidden = Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned;
            if (!isHidden)
                name.Append(rune.Value is '<' or '>' or ':' or '"' or '|' or '?' or '*' ? "_" : rune.ToString());
        }
        var ending = type.Extensions.FirstOrDefault(e => name.ToString().EndsWith(e, StringComparison.OrdinalIgnoreCase));
        var stem = (ending is null ? name.ToString() : name.ToString()[..^ending.Length]).Trim(' ', '.');
        if (stem.Length == 0)
            stem = "document";
        if (stem.Length > Longest)
            stem = stem[..(char.IsHighSurrogate(stem[Longest - 1]) ? Longest - 1 : Longest)];
        return stem + (ending ?? type.Extensions[0]);
    }
}

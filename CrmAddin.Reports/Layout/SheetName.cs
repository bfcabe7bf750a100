namespace CrmAddin.Reports.Layout;

/// <summary>Names that Excel accepts for sheets.</summary>
internal static class SheetName
{
    private const int MaxLength = 31;

    /// <summary>The name without characters that Excel forbids, cut to what it allows, and different from those taken.</summary>
    public static string Valid(string wanted, IReadOnlyCollection<string> taken)
    {
        var allowed = new string([.. wanted.Select(c => c < ' ' || "[]:*?/\\".Contains(c, StringComparison.Ordinal) ? ' ' : c)]).Trim(' ', '\'');
        var stem = allowed.Length == 0 ? "Sheet" : allowed;
        var name = Cut(stem, MaxLength);
        for (var number = 2; taken.Contains(name, StringComparer.OrdinalIgnoreCase); number++)
        {
            var suffix = FormattableString.Invariant($" {number}");
            name = Cut(stem, MaxLength - suffix.Length) + suffix;
        }

        return name;
    }

    /// <summary>The name as formulas quote it.</summary>
    public static string Quoted(string name) => "'" + name.Replace("'", "''", StringComparison.Ordinal) + "'";

    private static string Cut(string text, int length) => text.Length <= length ? text : text[..length].TrimEnd();
}

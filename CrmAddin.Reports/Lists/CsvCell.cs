using System.Text.RegularExpressions;

namespace CrmAddin.Reports.Lists;

/// <summary>Cells of CSV files that spreadsheets open without running anything in them.</summary>
public static partial class CsvCell
{
    /// <summary>Puts an apostrophe before a text that a spreadsheet would read as a formula; numbers and phone numbers stay as they are.</summary>
    public static string Neutralise(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        return text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' && !NumberOrPhone().IsMatch(text) ? "'" + text : text;
    }

    [GeneratedRegex(@"^[+-]?[0-9][0-9 ().-]*\z")]
    private static partial Regex NumberOrPhone();
}

using System.Text.RegularExpressions;

namespace CrmAddin.Core.Contacts.Import;

/// <summary>Cells of CSV files that spreadsheets open without running anything in them.</summary>
public static partial class CsvCell
{
    /// <summary>
    /// Puts an apostrophe before a text that a spreadsheet would read as a formula; numbers and phone numbers stay as they are. A text
    /// that has such an apostrophe of its own gets another, so that <see cref="TakeBack"/> gives every text back as it was.
    /// </summary>
    public static string Neutralise(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        if (text[0] == '\'')
            return IsGuarded(text) ? "'" + text : text;
        return IsTrigger(text[0]) && !NumberOrPhone().IsMatch(text) ? "'" + text : text;
    }

    /// <summary>The text without the apostrophe that <see cref="Neutralise"/> put before it.</summary>
    public static string TakeBack(string cell) => IsGuarded(cell) ? cell[1..] : cell;

    private static bool IsGuarded(string text)
    {
        var quotes = text.AsSpan().IndexOfAnyExcept('\'');
        return quotes > 0 && IsTrigger(text[quotes]);
    }

    private static bool IsTrigger(char first) => first is '=' or '+' or '-' or '@' or '\t' or '\r';

    [GeneratedRegex(@"^[+-]?[0-9][0-9 ().-]*\z")]
    private static partial Regex NumberOrPhone();
}

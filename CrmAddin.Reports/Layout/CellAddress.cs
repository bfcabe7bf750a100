using System.Globalization;

namespace CrmAddin.Reports.Layout;

/// <summary>Addresses of cells in A1 form.</summary>
internal static class CellAddress
{
    /// <summary>The letters of a one-based column.</summary>
    public static string Letters(int column)
    {
        var letters = "";
        for (var rest = column; rest > 0; rest = (rest - 1) / 26)
            letters = (char)('A' + (rest - 1) % 26) + letters;
        return letters;
    }

    /// <summary>The address of a cell, both one-based.</summary>
    public static string Of(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"{Letters(column)}{row}");

    /// <summary>The address of a cell with both parts fixed.</summary>
    public static string Fixed(int row, int column) => string.Create(CultureInfo.InvariantCulture, $"${Letters(column)}${row}");

    /// <summary>The fixed address of a column's part on a sheet, as charts name it.</summary>
    public static string Range(string sheet, int column, int fromRow, int toRow) =>
        $"{SheetName.Quoted(sheet)}!{Fixed(fromRow, column)}:{Fixed(toRow, column)}";
}

using CrmAddin.Reports.Summary;

namespace CrmAddin.Reports.Acquisition;

/// <summary>The order of data sheets: the first one is what a report is about, and must not be empty while others are not.</summary>
internal static class SheetOrder
{
    /// <summary>Those with rows first, else in the order given.</summary>
    public static IReadOnlyList<DataTable> Of(IReadOnlyList<DataTable> tables) => [.. tables.OrderBy(table => table.RowCount == 0)];
}

using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>A data sheet: an Excel table whose rows are streamed.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Name">The table's name, valid in formulas.</param>
/// <param name="RowCount">How many rows it has.</param>
public abstract record DataTable(string Sheet, string Name, int RowCount)
{
    /// <summary>Adds the sheet to a workbook.</summary>
    internal abstract void AddTo(ReportBook book);
}

/// <summary>A data sheet of rows of one type.</summary>
/// <param name="Sheet">The sheet's name.</param>
/// <param name="Name">The table's name, valid in formulas.</param>
/// <param name="Columns">Its columns.</param>
/// <param name="Rows">Its rows.</param>
internal sealed record DataTable<T>(string Sheet, string Name, IReadOnlyList<DataColumn<T>> Columns, IReadOnlyList<T> Rows) : DataTable(Sheet, Name, Rows.Count)
{
    /// <inheritdoc/>
    internal override void AddTo(ReportBook book) => book.AddDataSheet(Sheet, Name, Columns, Rows.ToAsyncEnumerable());
}

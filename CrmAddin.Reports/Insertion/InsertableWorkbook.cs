namespace CrmAddin.Reports.Insertion;

/// <summary>
/// A report as it is inserted into a workbook that is open: a small workbook whose tables hold their first row alone, and the rows,
/// which the add-in adds a part at a time. Excel on the web takes at most 5 MB at once and no charts.
/// </summary>
/// <param name="File">The workbook, .xlsx.</param>
/// <param name="Sheets">Its sheets in order.</param>
/// <param name="Tables">Its tables with all their rows.</param>
/// <param name="Charts">Its charts, which the add-in draws where <paramref name="File"/> holds none.</param>
public sealed record InsertableWorkbook(byte[] File, IReadOnlyList<string> Sheets, IReadOnlyList<InsertedTable> Tables, IReadOnlyList<InsertedChart> Charts);

/// <summary>A table of a data sheet.</summary>
/// <param name="Sheet">The sheet.</param>
/// <param name="Name">The table's name.</param>
/// <param name="Key">The column that tells rows apart; null for a table whose rows are replaced whole.</param>
/// <param name="Columns">The columns in order.</param>
/// <param name="Rows">The rows: numbers, texts, and null for an empty cell; a formula column holds nothing.</param>
public sealed record InsertedTable(string Sheet, string Name, string? Key, IReadOnlyList<InsertedColumn> Columns, IReadOnlyList<object?[]> Rows);

/// <summary>A column of a table.</summary>
/// <param name="Heading">The heading.</param>
/// <param name="Formula">The formula of each row; null for a column of values.</param>
public sealed record InsertedColumn(string Heading, string? Formula);

/// <summary>A chart over cells of the workbook.</summary>
/// <param name="Sheet">The sheet on which it stands.</param>
/// <param name="Name">Its name on the sheet.</param>
/// <param name="Title">The title, which also describes it.</param>
/// <param name="From">The cell of its first corner.</param>
/// <param name="To">The cell of its last corner.</param>
/// <param name="NumberFormat">The format of the value axis.</param>
/// <param name="IsMirrored">Whether the categories run from right to left.</param>
/// <param name="Series">What it shows.</param>
public sealed record InsertedChart(
    string Sheet, string Name, string Title, string From, string To, string? NumberFormat, bool IsMirrored, IReadOnlyList<InsertedSeries> Series);

/// <summary>A series of a chart.</summary>
/// <param name="Type">How it is drawn, by Excel's own name: ColumnStacked, ColumnClustered, BarStacked, BarClustered, Line.</param>
/// <param name="Name">The cell with its name.</param>
/// <param name="Categories">The cells with the labels.</param>
/// <param name="Values">The cells with the values.</param>
/// <param name="Color">Six hexadecimal digits; null for a series that only lifts the one above it.</param>
/// <param name="HasLabels">Whether each value is written beside its mark.</param>
public sealed record InsertedSeries(string Type, string Name, string Categories, string Values, string? Color, bool HasLabels);

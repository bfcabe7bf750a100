using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>The addresses of a table's row, for the formulas of its cells.</summary>
/// <param name="row">The one-based row on the sheet.</param>
public readonly struct RowCells(int row)
{
    /// <summary>The cell in the table's zero-based column.</summary>
    public string this[int column] => CellAddress.Of(row, column + 1);
}

/// <summary>What the total row shows in a column.</summary>
public enum BlockTotal
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The sum of the rows above.</summary>
    Sum,

    /// <summary>The column's own formula, over the total row.</summary>
    SameFormula,
}

/// <summary>A cell of a table: text, or a number with its formula.</summary>
/// <param name="Text">The text; null for a number.</param>
/// <param name="Formula">The formula of a number.</param>
/// <param name="Value">Its value; null where there is none, which shows as a dash.</param>
/// <param name="IsArray">Whether Excel must evaluate it as an array formula.</param>
internal sealed record BlockCell(string? Text, string Formula = "", decimal? Value = null, bool IsArray = false);

/// <summary>A column of a table on a summary.</summary>
/// <param name="Heading">Its heading.</param>
/// <param name="Format">The number format; null for text.</param>
/// <param name="Total">What its total row shows.</param>
/// <param name="IsShaded">Whether the cells are shaded from the least to the most.</param>
internal sealed record BlockColumn(string Heading, string? Format, BlockTotal Total, bool IsShaded);

/// <summary>One series of a table's chart.</summary>
/// <param name="Column">The table's zero-based column.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="Color">Its colour, six hexadecimal digits.</param>
/// <param name="HasLabels">Whether each value is written beside its mark.</param>
public sealed record BlockSeries(int Column, ChartMark Mark, string Color, bool HasLabels = false)
{
    /// <summary>How many of the first rows it reaches over; null for as many as the chart.</summary>
    public int? RowCount { get; init; }
}

/// <summary>The chart of a table: its rows along the axis.</summary>
/// <param name="Title">The title.</param>
/// <param name="Format">The number format of axis and labels.</param>
/// <param name="Series">What it shows.</param>
public sealed record BlockChart(string Title, string Format, params IReadOnlyList<BlockSeries> Series)
{
    /// <summary>How many of the sheet's eight columns it is wide.</summary>
    public int Width { get; init; } = 4;

    /// <summary>The column with the labels along the axis.</summary>
    public int LabelColumn { get; init; }

    /// <summary>How many of the table's first rows are drawn; null for all.</summary>
    public int? RowCount { get; init; }
}

/// <summary>A table on the summary, where one without rows is left out, or on a sheet of its own, with at most one chart.</summary>
/// <param name="Title">Its title.</param>
public abstract record SummaryBlock(string Title)
{
    /// <summary>The sheet that it stands on; null for the summary.</summary>
    public string? Sheet { get; init; }

    /// <summary>Its chart; null for none. A table without rows has none.</summary>
    public BlockChart? Chart { get; init; }

    /// <summary>How many rows it has, without total and rows apart.</summary>
    public abstract int RowCount { get; }

    /// <summary>Its columns.</summary>
    internal abstract IReadOnlyList<BlockColumn> Columns { get; }

    /// <summary>Its rows under the total, outside of it.</summary>
    internal abstract int ApartCount { get; }

    /// <summary>A cell of a row; rows apart follow the others.</summary>
    internal abstract BlockCell Cell(int row, int column, RowCells at);

    /// <summary>A cell of the total row with <see cref="BlockTotal.SameFormula"/>.</summary>
    internal abstract BlockCell Total(int column, RowCells at);
}

/// <summary>A table of rows of one type. Columns are added in their order; a formula is given the row and the addresses of its cells.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Rows">Its rows.</param>
public sealed record SummaryBlock<T>(string Title, IReadOnlyList<T> Rows) : SummaryBlock(Title)
{
    private readonly List<BlockColumn> _columns = [];
    private readonly List<Func<T, RowCells, BlockCell>> _cells = [];
    private readonly List<Func<RowCells, BlockCell>?> _totals = [];

    /// <summary>Rows under the total that it does not count.</summary>
    public IReadOnlyList<T> Apart { get; init; } = [];

    /// <inheritdoc/>
    public override int RowCount => Rows.Count;

    /// <inheritdoc/>
    internal override IReadOnlyList<BlockColumn> Columns => _columns;

    /// <inheritdoc/>
    internal override int ApartCount => Apart.Count;

    /// <summary>A column of labels.</summary>
    public SummaryBlock<T> Label(string heading, Func<T, string> text) =>
        Add(new(heading, null, BlockTotal.None, false), (row, _) => new(text(row)), null);

    /// <summary>A column of numbers that always have a value, with the sum of them in the total row.</summary>
    public SummaryBlock<T> Number(string heading, string format, Func<T, decimal> value, Func<T, RowCells, string> formula, BlockTotal total = BlockTotal.Sum) =>
        Add(new(heading, format, total, false), (row, at) => new(null, formula(row, at), value(row)), null);

    /// <summary>A column of part ÷ whole, with a dash where the whole is 0; with a total the same over the total row.</summary>
    public SummaryBlock<T> Share(
        string heading, string format, Func<T, decimal?> value, Func<RowCells, string> part, Func<RowCells, string> whole, Func<decimal?>? total = null, bool isShaded = false)
    {
        string Formula(RowCells at) => $"IF(({whole(at)})=0,\"{FigureTexts.None}\",{part(at)}/({whole(at)}))";
        return Add(
            new(heading, format, total is null ? BlockTotal.None : BlockTotal.SameFormula, isShaded),
            (row, at) => new(null, Formula(at), value(row)),
            total is null ? null : at => new(null, Formula(at), total()));
    }

    /// <summary>A column of numbers with a dash where the condition holds, such as medians of nothing.</summary>
    public SummaryBlock<T> Optional(
        string heading, string format, Func<T, decimal?> value, Func<T, RowCells, string> formula, Func<T, RowCells, string> emptyWhen, bool isArray = false, bool isShaded = false) =>
        Add(
            new(heading, format, BlockTotal.None, isShaded),
            (row, at) => new(null, $"IF({emptyWhen(row, at)},\"{FigureTexts.None}\",{formula(row, at)})", value(row), isArray),
            null);

    /// <inheritdoc/>
    internal override BlockCell Cell(int row, int column, RowCells at) => _cells[column](row < Rows.Count ? Rows[row] : Apart[row - Rows.Count], at);

    /// <inheritdoc/>
    internal override BlockCell Total(int column, RowCells at) => _totals[column]!(at);

    private SummaryBlock<T> Add(BlockColumn column, Func<T, RowCells, BlockCell> cell, Func<RowCells, BlockCell>? total)
    {
        _columns.Add(column);
        _cells.Add(cell);
        _totals.Add(total);
        return this;
    }
}

namespace CrmAddin.Reports.Layout;

/// <summary>How the series of a chart are drawn.</summary>
public enum ChartMark
{
    /// <summary>Stacked columns.</summary>
    StackedColumn,

    /// <summary>A line over the columns.</summary>
    Line,

    /// <summary>Bars beside each other, from the side where reading starts.</summary>
    Bar,

    /// <summary>Columns beside each other.</summary>
    Column,

    /// <summary>Stacked bars; with a hidden first part the steps of a funnel.</summary>
    StackedBar,

    /// <summary>The hidden part of a stack of columns, on which a step of a waterfall rests.</summary>
    HiddenColumn,

    /// <summary>The hidden part of a stack of bars.</summary>
    HiddenBar,
}

/// <summary>Cells that a chart reads, with what they hold.</summary>
/// <param name="Reference">The cells, with sheet and fixed address.</param>
/// <param name="Values">Their contents, for viewers that do not calculate.</param>
public sealed record ChartCells<T>(string Reference, IReadOnlyList<T> Values);

/// <summary>One series of a chart.</summary>
/// <param name="Name">The cell with its name.</param>
/// <param name="Mark">How it is drawn.</param>
/// <param name="Color">Its colour, six hexadecimal digits.</param>
/// <param name="Categories">The labels along the axis.</param>
/// <param name="Values">The values; null leaves a gap.</param>
/// <param name="HasLabels">Whether each value is written beside its mark.</param>
public sealed record ChartSeries(ChartCells<string> Name, ChartMark Mark, string Color, ChartCells<string> Categories, ChartCells<decimal?> Values, bool HasLabels = false);

/// <summary>Where a chart stands: zero-based columns and rows of its corners.</summary>
public sealed record ChartFrame(int FromColumn, int FromRow, int ToColumn, int ToRow);

/// <summary>A native chart that reads cells of the workbook.</summary>
/// <param name="Title">The title, which also names the chart for screen readers.</param>
/// <param name="Frame">Where it stands.</param>
/// <param name="Series">What it shows; bars are not mixed with columns and lines.</param>
/// <param name="NumberFormat">The format of axis and labels.</param>
public sealed record ChartSpec(string Title, ChartFrame Frame, IReadOnlyList<ChartSeries> Series, string NumberFormat);

using System.Globalization;

namespace CrmAddin.Reports.Layout;

/// <summary>What the cells of a data column hold.</summary>
internal enum DataKind
{
    /// <summary>Text, always as text.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    Whole,

    /// <summary>Money with its cents.</summary>
    Money,

    /// <summary>A fraction of 1.</summary>
    Rate,

    /// <summary>A day.</summary>
    Date,
}

/// <summary>One column of a streamed data sheet: heading, kind, width and where its value comes from.</summary>
/// <param name="Heading">The heading, unique in its table; letters and spaces only where formulas name it.</param>
/// <param name="Kind">What the cells hold.</param>
/// <param name="Width">The width in digits of the body font.</param>
internal sealed record DataColumn<T>(string Heading, DataKind Kind, double Width)
{
    /// <summary>The text of a row; beside a number it serves text files, and rows without the number.</summary>
    public Func<T, string?>? TextOf { get; private init; }

    /// <summary>The number of a row; a day as Excel counts it. For a formula its cached value.</summary>
    public Func<T, decimal?>? NumberOf { get; private init; }

    /// <summary>The formula of each row, written with structured references.</summary>
    public string? RowFormula { get; private init; }

    /// <summary>Whether it tells rows apart, so that a later reading finds them again.</summary>
    public bool IsKey { get; init; }

    /// <summary>A column of text.</summary>
    public static DataColumn<T> Text(string heading, double width, Func<T, string?> text) =>
        new(heading, DataKind.Text, width) { TextOf = text };

    /// <summary>A column of numbers.</summary>
    public static DataColumn<T> Number(string heading, DataKind kind, double width, Func<T, decimal?> number) =>
        new(heading, kind, width) { NumberOf = number };

    /// <summary>A column of days.</summary>
    public static DataColumn<T> Date(string heading, double width, Func<T, DateOnly?> day) =>
        new(heading, DataKind.Date, width) { NumberOf = row => ExcelDay.Serial(day(row)) };

    /// <summary>A column of days that loses none: what Excel cannot count stands as text, and all of them do in a text file.</summary>
    public static DataColumn<T> AnyDate(string heading, double width, Func<T, DateOnly?> day) => new(heading, DataKind.Date, width)
    {
        NumberOf = row => ExcelDay.Serial(day(row)),
        TextOf = row => day(row)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    /// <summary>A column of numbers that stand as they are in a text file.</summary>
    public static DataColumn<T> PlainNumber(string heading, DataKind kind, double width, Func<T, decimal?> number) => new(heading, kind, width)
    {
        NumberOf = number,
        TextOf = row => number(row)?.ToString("0.############################", CultureInfo.InvariantCulture),
    };

    /// <summary>A column that Excel computes in each row, with its value for viewers that do not.</summary>
    public static DataColumn<T> Formula(string heading, DataKind kind, double width, string formula, Func<T, decimal?> cached) =>
        new(heading, kind, width) { RowFormula = formula, NumberOf = cached };
}

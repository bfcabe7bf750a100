using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Summary;

/// <summary>The names by which formulas read an Excel table whose headings are texts of the report.</summary>
/// <param name="texts">The report's texts.</param>
/// <param name="tableKey">The text that is the table's name.</param>
internal class TableNames(TextTable texts, string tableKey)
{
    private const int RowsMeasured = 500;

    /// <summary>The table's name.</summary>
    public string Name { get; } = texts[tableKey];

    /// <summary>The column with the heading of a text, as formulas name it.</summary>
    public string this[string headingKey] => $"{Name}[{texts[headingKey]}]";

    /// <summary>The cell of the column in the formula's own row.</summary>
    public string InRow(string headingKey) => $"{Name}[[#This Row],[{texts[headingKey]}]]";

    /// <summary>A text as a formula writes it.</summary>
    public static string Quoted(string text) => "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    /// <summary>
    /// An equality of a column with a text, for SUMPRODUCT. Not a criterion of COUNTIFS, which would read signs and wildcards in a name
    /// as operators.
    /// </summary>
    public string Is(string headingKey, string cell) => $"({this[headingKey]}={cell})";

    /// <summary>The criteria of SUMIFS and COUNTIFS for days from one on and before another; open ends are left out.</summary>
    public string Days(string headingKey, DateOnly? from, DateOnly? before) => string.Join(",", new[]
    {
        from is { } first ? $"{this[headingKey]},\">=\"&{ExcelDay.Formula(first)}" : null,
        before is { } end ? $"{this[headingKey]},\"<\"&{ExcelDay.Formula(end)}" : null,
    }.OfType<string>());

    /// <summary>A column of text, as wide as its rows need; its characters are those of the summary's labels, whose formulas compare the two.</summary>
    public DataColumn<T> Text<T>(string headingKey, IEnumerable<T> rows, double min, double max, Func<T, string?> text) =>
        DataColumn<T>.Text(texts[headingKey], TextMeasure.Fit(texts[headingKey], rows.Take(RowsMeasured).Select(text), min, max), row => text(row) is { } value ? CellText.Plain(value) : null);

    /// <summary>A column of days.</summary>
    public DataColumn<T> Date<T>(string headingKey, Func<T, DateOnly?> day) =>
        DataColumn<T>.Date(texts[headingKey], TextMeasure.Fit(texts[headingKey], [], 15, 26), day);

    /// <summary>A column of numbers.</summary>
    public DataColumn<T> Number<T>(string headingKey, DataKind kind, Func<T, decimal?> number) =>
        DataColumn<T>.Number(texts[headingKey], kind, TextMeasure.Fit(texts[headingKey], [], 14, 26), number);

    /// <summary>A column that Excel computes in each row.</summary>
    public DataColumn<T> Formula<T>(string headingKey, DataKind kind, string formula, Func<T, decimal?> cached) =>
        DataColumn<T>.Formula(texts[headingKey], kind, TextMeasure.Fit(texts[headingKey], [], 14, 26), formula, cached);
}

using System.Globalization;
using System.Security;

namespace CrmAddin.Reports.Layout;

/// <summary>Writes rows of one type as the XML of a sheet.</summary>
internal sealed class RowWriter<T>
{
    private readonly TextWriter _xml;
    private readonly string _prefix;
    private readonly IReadOnlyList<DataColumn<T>> _columns;
    private readonly string[] _letters;
    private readonly string[] _styleAttributes;
    private readonly string?[] _formulas;

    /// <summary>A writer for the columns, with the style index of each.</summary>
    public RowWriter(TextWriter xml, string prefix, IReadOnlyList<DataColumn<T>> columns, IReadOnlyList<string> styles)
    {
        _xml = xml;
        _prefix = prefix;
        _columns = columns;
        _letters = [.. Enumerable.Range(1, columns.Count).Select(CellAddress.Letters)];
        _styleAttributes = [.. styles.Select(style => $"\" s=\"{style}\"")];
        _formulas = [.. columns.Select(column => column.RowFormula is { } formula ? SecurityElement.Escape(formula) : null)];
    }

    /// <summary>Writes one row at a one-based row number.</summary>
    public void Write(T row, int number)
    {
        Open(number);
        for (var column = 0; column < _columns.Count; column++)
        {
            if (_columns[column].TextOf is { } textOf)
                WriteText(column, number, textOf(row));
            else
                WriteNumber(column, number, _columns[column].NumberOf!(row));
        }

        Close();
    }

    /// <summary>Writes a row of styled cells that hold nothing.</summary>
    public void WriteEmpty(int number)
    {
        Open(number);
        for (var column = 0; column < _columns.Count; column++)
        {
            OpenCell(column, number);
            _xml.Write("/>");
        }

        Close();
    }

    private void WriteText(int column, int row, string? text)
    {
        if (string.IsNullOrEmpty(text))
            return;

        OpenCell(column, row);
        _xml.Write($" t=\"inlineStr\"><{_prefix}is><{_prefix}t xml:space=\"preserve\">");
        CellText.Write(_xml, text);
        _xml.Write($"</{_prefix}t></{_prefix}is></{_prefix}c>");
    }

    private void WriteNumber(int column, int row, decimal? number)
    {
        if (number is null && _formulas[column] is null)
            return;

        OpenCell(column, row);
        _xml.Write('>');
        if (_formulas[column] is { } formula)
            _xml.Write($"<{_prefix}f>{formula}</{_prefix}f>");
        if (number is { } value)
            WriteValue(value);
        _xml.Write($"</{_prefix}c>");
    }

    private void WriteValue(decimal value)
    {
        Span<char> digits = stackalloc char[40];
        value.TryFormat(digits, out var length, "0.############################", CultureInfo.InvariantCulture);
        _xml.Write('<');
        _xml.Write(_prefix);
        _xml.Write("v>");
        _xml.Write(digits[..length]);
        _xml.Write("</");
        _xml.Write(_prefix);
        _xml.Write("v>");
    }

    private void Open(int number)
    {
        _xml.Write('<');
        _xml.Write(_prefix);
        _xml.Write("row r=\"");
        WriteWhole(number);
        _xml.Write("\">");
    }

    private void OpenCell(int column, int row)
    {
        _xml.Write('<');
        _xml.Write(_prefix);
        _xml.Write("c r=\"");
        _xml.Write(_letters[column]);
        WriteWhole(row);
        _xml.Write(_styleAttributes[column]);
    }

    private void WriteWhole(int number)
    {
        Span<char> digits = stackalloc char[12];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        _xml.Write(digits[..length]);
    }

    private void Close() => _xml.Write($"</{_prefix}row>");
}

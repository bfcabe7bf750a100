using System.Security;
using System.Text;

namespace CrmAddin.Reports.Layout;

/// <summary>Writes rows of one type as the XML of a sheet.</summary>
internal sealed class RowWriter<T>
{
    private readonly XmlBytes _xml;
    private readonly IReadOnlyList<DataColumn<T>> _columns;
    private readonly byte[] _openRow;
    private readonly byte[] _closeRow;
    private readonly byte[][] _openCell;
    private readonly byte[][] _styles;
    private readonly byte[] _openText;
    private readonly byte[] _openSpacedText;
    private readonly byte[] _closeText;
    private readonly byte[] _openValue;
    private readonly byte[] _closeValue;
    private readonly byte[] _closeCell;
    private readonly byte[]?[] _formulas;

    /// <summary>A writer for the columns, with the prefix of element names and the style index of each column.</summary>
    public RowWriter(XmlBytes xml, string prefix, IReadOnlyList<DataColumn<T>> columns, IReadOnlyList<string> styles)
    {
        _xml = xml;
        _columns = columns;
        _openRow = Bytes($"<{prefix}row r=\"");
        _closeRow = Bytes($"</{prefix}row>");
        _openCell = [.. Enumerable.Range(1, columns.Count).Select(column => Bytes($"<{prefix}c r=\"{CellAddress.Letters(column)}"))];
        _styles = [.. styles.Select(style => Bytes($"\" s=\"{style}\""))];
        _openText = Bytes($" t=\"inlineStr\"><{prefix}is><{prefix}t>");
        _openSpacedText = Bytes($" t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">");
        _closeText = Bytes($"</{prefix}t></{prefix}is></{prefix}c>");
        _openValue = Bytes($"<{prefix}v>");
        _closeValue = Bytes($"</{prefix}v>");
        _closeCell = Bytes($"</{prefix}c>");
        _formulas = [.. columns.Select(column => column.RowFormula is { } formula ? Bytes($"<{prefix}f>{SecurityElement.Escape(formula)}</{prefix}f>") : null)];
    }

    /// <summary>Writes one row at a one-based row number.</summary>
    public void Write(T row, int number)
    {
        Open(number);
        for (var column = 0; column < _columns.Count; column++)
        {
            var cell = _columns[column];
            if (cell.NumberOf?.Invoke(row) is { } value)
                WriteNumber(column, number, value);
            else if (_formulas[column] is not null)
                WriteNumber(column, number, null);
            else if (cell.TextOf?.Invoke(row) is { Length: > 0 } text)
                WriteText(column, number, text);
        }

        _xml.Write(_closeRow);
    }

    /// <summary>Writes a row of styled cells that hold nothing.</summary>
    public void WriteEmpty(int number)
    {
        Open(number);
        for (var column = 0; column < _columns.Count; column++)
        {
            OpenCell(column, number);
            _xml.Write("/>"u8);
        }

        _xml.Write(_closeRow);
    }

    private void WriteText(int column, int row, string text)
    {
        OpenCell(column, row);
        // Blanks at either end, and line breaks, are lost without the attribute.
        _xml.Write(text[0] <= ' ' || text[^1] <= ' ' || text.Contains('\n', StringComparison.Ordinal) ? _openSpacedText : _openText);
        _xml.WriteText(text);
        _xml.Write(_closeText);
    }

    private void WriteNumber(int column, int row, decimal? number)
    {
        OpenCell(column, row);
        _xml.Write(">"u8);
        if (_formulas[column] is { } formula)
            _xml.Write(formula);
        if (number is { } value)
        {
            _xml.Write(_openValue);
            _xml.Write(value);
            _xml.Write(_closeValue);
        }

        _xml.Write(_closeCell);
    }

    private void Open(int number)
    {
        _xml.Write(_openRow);
        _xml.Write(number);
        _xml.Write("\">"u8);
    }

    private void OpenCell(int column, int row)
    {
        _xml.Write(_openCell[column]);
        _xml.Write(row);
        _xml.Write(_styles[column]);
    }

    private static byte[] Bytes(string markup) => Encoding.UTF8.GetBytes(markup);
}

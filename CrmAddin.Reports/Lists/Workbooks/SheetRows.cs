using System.Globalization;
using System.Xml;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>The rows of a sheet, read as a stream; formulas by the values that were saved with them.</summary>
internal sealed class SheetRows : ITableRows
{
    private const int MaxColumns = 16_384;

    private readonly GuardedPackage _package;
    private readonly WorkbookParts _parts;
    private readonly XmlReader _xml;
    private readonly BoundedStream _stream;
    private readonly List<string> _cells = [];
    private SharedTexts? _texts;
    private CellFormats? _formats;

    public SheetRows(GuardedPackage package, WorkbookParts parts, SheetPart sheet)
    {
        (_package, _parts) = (package, parts);
        _xml = package.OpenXml(sheet.Part, out _stream);
    }

    public long Line { get; private set; }

    public double Progress => _stream.Progress;

    public ValueTask<IReadOnlyList<string>?> ReadAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        try
        {
            return ValueTask.FromResult(Read());
        }
        catch (XmlException)
        {
            throw new ContactFileBrokenException(new FileBroken(_package.Name, Line + 1, "the sheet is broken off or damaged"));
        }
    }

    public ValueTask DisposeAsync()
    {
        _xml.Dispose();
        _package.Dispose();
        return ValueTask.CompletedTask;
    }

    private IReadOnlyList<string>? Read()
    {
        while (_xml.Read())
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "row")
                continue;
            Line = long.TryParse(_xml.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Line + 1;
            ReadCells();
            if (_cells.Exists(c => c.Length > 0))
                return [.. _cells];
        }
        return null;
    }

    private void ReadCells()
    {
        _cells.Clear();
        if (_xml.IsEmptyElement)
            return;
        for (var depth = _xml.Depth; _xml.Read() && _xml.Depth > depth;)
        {
            if (_xml.NodeType != XmlNodeType.Element || _xml.LocalName != "c")
                continue;
            var column = ColumnOf(_xml.GetAttribute("r")) ?? _cells.Count;
            if (column >= MaxColumns)
                throw new ContactFileBrokenException(FileTooLarge.Columns(_package.Name, MaxColumns));
            var text = ReadCell();
            while (_cells.Count <= column)
                _cells.Add("");
            _cells[column] = text;
        }
    }

    private string ReadCell()
    {
        var type = _xml.GetAttribute("t");
        var style = int.TryParse(_xml.GetAttribute("s"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? index : 0;
        if (_xml.IsEmptyElement)
            return "";
        var text = "";
        for (var depth = _xml.Depth; _xml.Read() && _xml.Depth > depth;)
        {
            if (_xml.NodeType != XmlNodeType.Element)
                continue;
            if (_xml.LocalName == "v")
                text = Value(CellXml.ReadText(_xml, _package.Name), type, style);
            else if (_xml.LocalName == "is")
                text = CellXml.ReadRichText(_xml, _package.Name);
            else
                CellXml.Skip(_xml);
        }
        return text;
    }

    private string Value(string value, string? type, int style) => type switch
    {
        "s" => int.TryParse(value, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var index) ? Texts[index] : "",
        "str" or "inlineStr" => CellXml.Unescape(value),
        "b" => value is "1" or "true" ? "TRUE" : "FALSE",
        // An error is no value: #N/A, #REF!
        "e" => "",
        "d" => value,
        _ => Formats.TextOf(value, style),
    };

    private SharedTexts Texts => _texts ??= SharedTexts.Read(_package, _parts.SharedStrings);

    private CellFormats Formats => _formats ??= CellFormats.Read(_package, _parts.Styles, _parts.StartsIn1904);

    private static int? ColumnOf(string? address)
    {
        if (string.IsNullOrEmpty(address))
            return null;
        var column = 0;
        foreach (var c in address)
        {
            if (!char.IsAsciiLetterUpper(c))
                break;
            column = (column * 26) + c - 'A' + 1;
            if (column > MaxColumns)
                return MaxColumns;
        }
        return column == 0 ? null : column - 1;
    }
}

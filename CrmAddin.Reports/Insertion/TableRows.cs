using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace CrmAddin.Reports.Insertion;

/// <summary>Takes the rows out of a data sheet's XML as it is copied, all but the first, which carries the columns' styles.</summary>
/// <param name="texts">Texts that cells name by number.</param>
/// <param name="columns">How many columns the table has.</param>
internal sealed partial class TableRows(IReadOnlyList<string> texts, int columns)
{
    private const int HeaderRow = 1;

    private readonly List<object?[]> _rows = [];

    /// <summary>The rows; none where the table holds only the empty row that Excel asks for.</summary>
    public IReadOnlyList<object?[]> Rows => _rows is [var only] && only.All(cell => cell is null) ? [] : _rows;

    /// <summary>Copies the sheet without its further rows, and without its drawing where it is not wanted.</summary>
    public void Copy(Stream from, Stream to, bool keepsDrawings)
    {
        using var reader = XmlReader.Create(from);
        using var writer = XmlWriter.Create(to);
        reader.MoveToContent();
        writer.WriteStartElement(reader.Prefix, reader.LocalName, reader.NamespaceURI);
        writer.WriteAttributes(reader, defattr: true);
        reader.Read();
        while (reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.LocalName == "sheetData")
                CopyRows(reader, writer);
            else if (XNode.ReadFrom(reader) is XElement part && (keepsDrawings || part.Name.LocalName != "drawing"))
                part.WriteTo(writer);
        }

        writer.WriteEndElement();
    }

    private void CopyRows(XmlReader reader, XmlWriter writer)
    {
        writer.WriteStartElement(reader.Prefix, "sheetData", reader.NamespaceURI);
        var isEmpty = reader.IsEmptyElement;
        reader.Read();
        while (!isEmpty && reader.NodeType != XmlNodeType.EndElement)
        {
            if (XNode.ReadFrom(reader) is not XElement row)
                continue;
            var number = (int)row.Attribute("r")!;
            if (columns > 0 && number > HeaderRow)
                _rows.Add(Values(row));
            if (columns == 0 || number <= HeaderRow + 1)
                row.WriteTo(writer);
        }

        if (!isEmpty)
            reader.Read();
        writer.WriteEndElement();
    }

    private object?[] Values(XElement row)
    {
        var values = new object?[columns];
        foreach (var cell in row.Elements(WorkbookPackage.Main + "c"))
        {
            var column = ColumnOf((string)cell.Attribute("r")!);
            if (column <= columns && cell.Element(WorkbookPackage.Main + "f") is null)
                values[column - 1] = ValueOf(cell);
        }

        return values;
    }

    private object? ValueOf(XElement cell)
    {
        var value = cell.Element(WorkbookPackage.Main + "v")?.Value;
        return (string?)cell.Attribute("t") switch
        {
            "inlineStr" => Unescaped(string.Concat(cell.Descendants(WorkbookPackage.Main + "t").Select(part => part.Value))),
            "s" when value is not null => texts[int.Parse(value, CultureInfo.InvariantCulture)],
            "str" => value,
            _ => value is null ? null : decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
    }

    // A text that looks like an escaped character is written with its first one escaped.
    private static string Unescaped(string text) => EscapedCharacter().Replace(text, escaped => ((char)Convert.ToInt32(escaped.Groups[1].Value, 16)).ToString());

    [GeneratedRegex("_x([0-9A-Fa-f]{4})_")]
    private static partial Regex EscapedCharacter();

    private static int ColumnOf(string address) => address.TakeWhile(char.IsAsciiLetter).Aggregate(0, (column, letter) => column * 26 + letter - 'A' + 1);
}

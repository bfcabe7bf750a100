using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>Texts in a sheet's XML, none longer than a value of a contact may be.</summary>
internal static partial class CellXml
{
    private const int MaxTextLength = 1 << 20;

    /// <summary>The text of a rich or plain string element, without phonetic hints; the reader ends on its end tag.</summary>
    public static string ReadRichText(XmlReader xml, string fileName)
    {
        if (xml.IsEmptyElement)
            return "";
        var depth = xml.Depth;
        var text = new StringBuilder();
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "rPh")
                Skip(xml);
            else if (xml.LocalName == "t")
                AppendText(xml, text, fileName);
        }
        return Unescape(text.ToString());
    }

    /// <summary>The text of a simple element; the reader ends on its end tag.</summary>
    public static string ReadText(XmlReader xml, string fileName)
    {
        var text = new StringBuilder();
        AppendText(xml, text, fileName);
        return text.ToString();
    }

    /// <summary>Moves to the end tag of an element whose content is of no interest.</summary>
    public static void Skip(XmlReader xml)
    {
        if (xml.IsEmptyElement)
            return;
        for (var depth = xml.Depth; xml.Read() && xml.Depth > depth;)
        {
        }
    }

    /// <summary>Undoes _xHHHH_ (ECMA-376 part 1, 22.9.2.19 ST_Xstring).</summary>
    public static string Unescape(string text) => text.Contains("_x", StringComparison.OrdinalIgnoreCase)
        ? EscapedCharacter().Replace(text, match => ((char)int.Parse(match.ValueSpan[2..6], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString())
        : text;

    private static void AppendText(XmlReader xml, StringBuilder text, string fileName)
    {
        if (xml.IsEmptyElement)
            return;
        var depth = xml.Depth;
        var buffer = new char[4096];
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType is not (XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace))
                continue;
            for (int length; (length = xml.ReadValueChunk(buffer, 0, buffer.Length)) > 0;)
            {
                text.Append(buffer, 0, length);
                if (text.Length > MaxTextLength)
                    throw new ContactFileBrokenException(new FileTooLarge(fileName, "a cell holds more than a million characters"));
            }
        }
    }

    [GeneratedRegex("_[xX][0-9A-Fa-f]{4}_")]
    private static partial Regex EscapedCharacter();
}

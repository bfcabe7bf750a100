using System.Text;
using System.Xml;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>The texts that a workbook's cells share, kept as UTF-8 in a few large blocks.</summary>
internal sealed class SharedTexts
{
    private const int BlockBytes = 1 << 20;
    private const long MaxBytes = 160 << 20;

    private readonly List<byte[]> _blocks = [];
    private readonly List<(int Block, int Start, int Length)> _texts = [];
    private int _filled = BlockBytes;
    private long _total;

    /// <summary>Reads the texts. Throws <see cref="ContactFileBrokenException"/> when there are more than may be held.</summary>
    public static SharedTexts Read(GuardedPackage package, string? part)
    {
        var texts = new SharedTexts();
        if (part is null)
            return texts;
        using var xml = package.OpenXml(part);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "si")
                texts.Add(CellXml.ReadRichText(xml, package.Name), package.Name);
        }
        return texts;
    }

    /// <summary>The text of a number; empty where the workbook names one that is not there.</summary>
    public string this[int index]
    {
        get
        {
            if (index < 0 || index >= _texts.Count)
                return "";
            var (block, start, length) = _texts[index];
            return Encoding.UTF8.GetString(_blocks[block], start, length);
        }
    }

    private void Add(string text, string name)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        _total += length + 12;
        if (_total > MaxBytes)
            throw new ContactFileBrokenException(new FileTooLarge(name, "its texts need more memory than an import may take"));
        if (_filled + length > (_blocks.Count == 0 ? 0 : _blocks[^1].Length))
        {
            _blocks.Add(new byte[Math.Max(BlockBytes, length)]);
            _filled = 0;
        }
        Encoding.UTF8.GetBytes(text, _blocks[^1].AsSpan(_filled));
        _texts.Add((_blocks.Count - 1, _filled, length));
        _filled += length;
    }
}

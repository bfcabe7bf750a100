using System.IO.Compression;
using System.Xml.Linq;

namespace CrmAddin.Reports.Insertion;

/// <summary>A sheet of a saved workbook: its name, its part and the parts that hang on it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Part">The entry of its XML.</param>
/// <param name="Relations">Targets of its relations by their kind's last word: "table", "drawing".</param>
internal sealed record SheetPart(string Name, string Part, ILookup<string, string> Relations);

/// <summary>Reads the parts of a saved workbook by what they are to each other.</summary>
internal sealed class WorkbookPackage(ZipArchive zip)
{
    /// <summary>Elements of sheets, tables and the workbook.</summary>
    public static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    private static readonly XNamespace _relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The sheets in their order.</summary>
    public IReadOnlyList<SheetPart> Sheets()
    {
        var parts = RelationsOf("xl/workbook.xml").ToDictionary(relation => relation.Id, relation => relation.Target);
        return [.. Xml("xl/workbook.xml").Descendants(Main + "sheet").Select(sheet => Sheet((string)sheet.Attribute("name")!, parts[(string)sheet.Attribute(_relations + "id")!]))];
    }

    /// <summary>Relations of a part: id, last word of the kind, and the entry of the target.</summary>
    public IEnumerable<(string Id, string Kind, string Target)> RelationsOf(string part)
    {
        var folder = part[..(part.LastIndexOf('/') + 1)];
        return zip.GetEntry(RelationsPart(part)) is null
            ? []
            : Xml(RelationsPart(part)).Root!.Elements().Select(relation => (
                (string)relation.Attribute("Id")!,
                ((string)relation.Attribute("Type")!).Split('/')[^1],
                Resolve(folder, (string)relation.Attribute("Target")!)));
    }

    /// <summary>Texts that cells name by number.</summary>
    public IReadOnlyList<string> SharedTexts() => zip.GetEntry("xl/sharedStrings.xml") is null
        ? []
        : [.. Xml("xl/sharedStrings.xml").Root!.Elements(Main + "si").Select(text => string.Concat(text.Descendants(Main + "t").Select(part => part.Value)))];

    /// <summary>A part as XML.</summary>
    public XDocument Xml(string part)
    {
        using var stream = (zip.GetEntry(part) ?? throw new InvalidDataException($"The workbook has no part {part}.")).Open();
        return XDocument.Load(stream);
    }

    /// <summary>The entry with a part's relations.</summary>
    public static string RelationsPart(string part) => $"{part[..(part.LastIndexOf('/') + 1)]}_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels";

    private SheetPart Sheet(string name, string part) => new(name, part, RelationsOf(part).ToLookup(relation => relation.Kind, relation => relation.Target));

    private static string Resolve(string folder, string target) => target.StartsWith('/')
        ? target[1..]
        : new Uri(new Uri("file:///" + folder), target).AbsolutePath[1..];
}

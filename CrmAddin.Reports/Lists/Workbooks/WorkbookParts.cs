using System.Xml;
using CrmAddin.Core.Contacts.Import;

namespace CrmAddin.Reports.Lists.Workbooks;

/// <summary>A sheet of a workbook.</summary>
internal sealed record SheetPart(string Name, string Part, bool IsHidden);

/// <summary>Where a workbook's sheets, texts and formats lie (ECMA-376 part 1, SpreadsheetML; both name spaces).</summary>
internal sealed record WorkbookParts(IReadOnlyList<SheetPart> Sheets, string? SharedStrings, string? Styles, bool StartsIn1904)
{
    private const string Main = "xl/workbook.xml";

    /// <summary>Reads the workbook's list of sheets. Throws <see cref="ContactFileBrokenException"/> for what is no workbook.</summary>
    public static WorkbookParts Read(GuardedPackage package)
    {
        try
        {
            var main = Relations(package, "").Find(r => r.Type.EndsWith("/officeDocument", StringComparison.Ordinal)) is { Target: { } target } ? target : Main;
            if (!package.Has(main))
                throw new ContactFileBrokenException(FileNotContacts.Workbook(package.Name));
            return ReadMain(package, main, Relations(package, main));
        }
        catch (XmlException)
        {
            throw new ContactFileBrokenException(FileNotContacts.Workbook(package.Name));
        }
    }

    private static WorkbookParts ReadMain(GuardedPackage package, string main, List<(string Id, string Type, string Target)> relations)
    {
        string? PartOf(string type) => relations.Find(r => r.Type.EndsWith(type, StringComparison.Ordinal)).Target is { } part && package.Has(part) ? part : null;
        var (sheets, startsIn1904) = (new List<SheetPart>(), false);
        using var xml = package.OpenXml(main);
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element)
                continue;
            if (xml.LocalName == "workbookPr")
                startsIn1904 = xml.GetAttribute("date1904") is "1" or "true";
            if (xml.LocalName != "sheet" || xml.GetAttribute("name") is not { } name)
                continue;
            var part = relations.Find(r => r.Id == RelationId(xml));
            // Chart and dialogue sheets have no rows.
            if (part.Target is not null && part.Type.EndsWith("/worksheet", StringComparison.Ordinal) && package.Has(part.Target))
                sheets.Add(new(name, part.Target, xml.GetAttribute("state") is "hidden" or "veryHidden"));
        }
        return new(sheets, PartOf("/sharedStrings"), PartOf("/styles"), startsIn1904);
    }

    private static string? RelationId(XmlReader xml)
    {
        for (var found = xml.MoveToFirstAttribute(); found; found = xml.MoveToNextAttribute())
        {
            if (xml.LocalName != "id" || !xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
                continue;
            var id = xml.Value;
            xml.MoveToElement();
            return id;
        }
        xml.MoveToElement();
        return null;
    }

    private static List<(string Id, string Type, string Target)> Relations(GuardedPackage package, string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var relationsPart = $"{folder}_rels/{part[(slash + 1)..]}.rels";
        List<(string, string, string)> relations = [];
        if (!package.Has(relationsPart))
            return relations;
        using var xml = package.OpenXml(relationsPart);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship" && xml.GetAttribute("TargetMode") != "External"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
                relations.Add((id, xml.GetAttribute("Type") ?? "", Resolve(folder, target)));
        }
        return relations;
    }

    private static string Resolve(string folder, string target)
    {
        if (target.StartsWith('/'))
            return target.TrimStart('/');
        var path = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var step in target.Replace('\\', '/').Split('/'))
        {
            if (step == ".." && path.Count > 0)
                path.RemoveAt(path.Count - 1);
            else if (step is not ("." or ".." or ""))
                path.Add(step);
        }
        return string.Join('/', path);
    }
}

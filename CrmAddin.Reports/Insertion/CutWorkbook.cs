using System.IO.Compression;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Insertion;

/// <summary>Cuts a report's workbook into what Excel inserts: a small workbook, the rows of its tables, and its charts as data.</summary>
public static partial class CutWorkbook
{
    /// <summary>Cuts the saved workbook.</summary>
    /// <param name="path">The workbook.</param>
    /// <param name="keepsCharts">Whether the host inserts sheets with charts; Excel on the web refuses them.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<InsertableWorkbook> RunAsync(string path, bool keepsCharts, CancellationToken cancel)
    {
        await using var source = await ZipFile.OpenReadAsync(path, cancel);
        var package = new WorkbookPackage(source);
        var sheets = package.Sheets();
        var charts = sheets.SelectMany(sheet => ChartParts.Of(sheet, package)).ToList();
        using var file = new MemoryStream();
        List<InsertedTable> tables;
        await using (var target = await ZipArchive.CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel))
        {
            tables = CutSheets(package, source, sheets, target, keepsCharts);
            var written = sheets.SelectMany(PartsOf).ToHashSet();
            foreach (var entry in source.Entries.Where(entry => !written.Contains(entry.FullName) && (keepsCharts || !IsDrawing(entry.FullName))))
                await CopyAsync(entry, target, keepsCharts, cancel);
        }

        return new(file.ToArray(), [.. sheets.Select(sheet => sheet.Name)], tables, charts);
    }

    private static IEnumerable<string> PartsOf(SheetPart sheet) => [sheet.Part, WorkbookPackage.RelationsPart(sheet.Part), .. sheet.Relations["table"]];

    private static List<InsertedTable> CutSheets(WorkbookPackage package, ZipArchive source, IReadOnlyList<SheetPart> sheets, ZipArchive target, bool keepsCharts)
    {
        var texts = package.SharedTexts();
        var keys = KeysOf(package, source);
        List<InsertedTable> tables = [];
        foreach (var sheet in sheets)
        {
            var table = sheet.Relations["table"].Select(part => (Part: part, Xml: package.Xml(part).Root!)).FirstOrDefault();
            InsertedColumn[] columns = table.Xml is null ? [] : [.. table.Xml.Descendants(WorkbookPackage.Main + "tableColumn").Select(Column)];
            var rows = new TableRows(texts, columns.Length);
            using (var from = source.GetEntry(sheet.Part)!.Open())
            using (var to = target.CreateEntry(sheet.Part, CompressionLevel.Fastest).Open())
                rows.Copy(from, to, keepsCharts);
            WriteRelations(package, source, sheet, target, keepsCharts);
            if (table.Xml is null)
                continue;
            WriteTable(table.Part, table.Xml, target);
            var name = (string)table.Xml.Attribute("name")!;
            tables.Add(new(sheet.Name, name, keys.GetValueOrDefault(ReportBook.KeyProperty + name), columns, rows.Rows));
        }

        return tables;
    }

    private static InsertedColumn Column(XElement column) =>
        new((string)column.Attribute("name")!, column.Element(WorkbookPackage.Main + "calculatedColumnFormula")?.Value);

    private static void WriteTable(string part, XElement table, ZipArchive target)
    {
        foreach (var range in table.DescendantsAndSelf().Attributes("ref"))
            range.Value = LastRow().Replace(range.Value, "2");
        using var to = target.CreateEntry(part).Open();
        table.Save(to);
    }

    private static void WriteRelations(WorkbookPackage package, ZipArchive source, SheetPart sheet, ZipArchive target, bool keepsCharts)
    {
        var part = WorkbookPackage.RelationsPart(sheet.Part);
        if (source.GetEntry(part) is null)
            return;
        var relations = package.Xml(part);
        if (!keepsCharts)
            relations.Root!.Elements().Where(relation => ((string)relation.Attribute("Type")!).EndsWith("/drawing", StringComparison.Ordinal)).Remove();
        using var to = target.CreateEntry(part).Open();
        relations.Save(to);
    }

    private static async Task CopyAsync(ZipArchiveEntry entry, ZipArchive target, bool keepsCharts, CancellationToken cancel)
    {
        await using var from = await entry.OpenAsync(cancel);
        await using var to = await target.CreateEntry(entry.FullName).OpenAsync(cancel);
        if (keepsCharts || entry.FullName != "[Content_Types].xml")
        {
            await from.CopyToAsync(to, cancel);
            return;
        }

        var types = await XDocument.LoadAsync(from, LoadOptions.None, cancel);
        types.Root!.Elements().Where(type => IsDrawing(((string?)type.Attribute("PartName") ?? "").TrimStart('/'))).Remove();
        await types.SaveAsync(to, SaveOptions.None, cancel);
    }

    private static Dictionary<string, string> KeysOf(WorkbookPackage package, ZipArchive source) => source.GetEntry("docProps/custom.xml") is null
        ? []
        : package.Xml("docProps/custom.xml").Root!.Elements().ToDictionary(property => (string)property.Attribute("name")!, property => property.Value);

    private static bool IsDrawing(string part) => part.StartsWith("xl/drawings/", StringComparison.Ordinal) || part.StartsWith("xl/charts/", StringComparison.Ordinal);

    [GeneratedRegex(@"(?<=:[A-Z]+)\d+$")]
    private static partial Regex LastRow();
}

using System.Globalization;
using System.Xml.Linq;
using CrmAddin.Reports.Layout;

namespace CrmAddin.Reports.Insertion;

/// <summary>Reads the charts of a sheet from their parts.</summary>
internal static class ChartParts
{
    private static readonly XNamespace _drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing";
    private static readonly XNamespace _chart = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace _a = "http://schemas.openxmlformats.org/drawingml/2006/main";
    private static readonly XNamespace _relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The charts in their order.</summary>
    public static IEnumerable<InsertedChart> Of(SheetPart sheet, WorkbookPackage package)
    {
        foreach (var drawing in sheet.Relations["drawing"])
        {
            var parts = package.RelationsOf(drawing).ToDictionary(relation => relation.Id, relation => relation.Target);
            foreach (var anchor in package.Xml(drawing).Root!.Elements(_drawing + "twoCellAnchor"))
            {
                var properties = anchor.Descendants(_drawing + "cNvPr").First();
                var id = (string)anchor.Descendants(_chart + "chart").First().Attribute(_relations + "id")!;
                yield return Read(sheet.Name, properties, anchor, package.Xml(parts[id]));
            }
        }
    }

    private static InsertedChart Read(string sheet, XElement properties, XElement anchor, XDocument chart) => new(
        sheet,
        (string)properties.Attribute("name")!,
        (string?)properties.Attribute("descr") ?? "",
        Cell(anchor.Element(_drawing + "from")!, 1),
        // The last corner stands at the beginning of its cell; Excel names the cell before it.
        Cell(anchor.Element(_drawing + "to")!, 0),
        (string?)chart.Descendants(_chart + "valAx").Elements(_chart + "numFmt").Attributes("formatCode").FirstOrDefault(),
        Value(chart.Descendants(_chart + "catAx").Elements(_chart + "scaling").Elements(_chart + "orientation").FirstOrDefault()) == "maxMin",
        [.. chart.Descendants(_chart + "plotArea").Elements().SelectMany(Series).OrderBy(series => series.Order).Select(series => series.Item)]);

    private static IEnumerable<(int Order, InsertedSeries Item)> Series(XElement group) => group.Elements(_chart + "ser").Select(series => (
        int.Parse(Value(series.Element(_chart + "order"))!, CultureInfo.InvariantCulture),
        new InsertedSeries(
            TypeOf(group),
            Reference(series, "tx"),
            Reference(series, "cat"),
            Reference(series, "val"),
            (string?)series.Element(_chart + "spPr")?.Descendants(_a + "srgbClr").FirstOrDefault()?.Attribute("val"),
            Value(series.Element(_chart + "dLbls")?.Element(_chart + "showVal")) == "1")));

    private static string TypeOf(XElement group)
    {
        if (group.Name == _chart + "lineChart")
            return "Line";
        var isBar = Value(group.Element(_chart + "barDir")) == "bar";
        var isStacked = Value(group.Element(_chart + "grouping")) == "stacked";
        return (isBar ? "Bar" : "Column") + (isStacked ? "Stacked" : "Clustered");
    }

    private static string Reference(XElement series, string part) => series.Element(_chart + part)?.Descendants(_chart + "f").FirstOrDefault()?.Value ?? "";

    private static string? Value(XElement? element) => (string?)element?.Attribute("val");

    private static string Cell(XElement marker, int from) => CellAddress.Of(
        Math.Max(1, Number(marker, "row") + from),
        Math.Max(1, Number(marker, "col") + from));

    private static int Number(XElement marker, string part) => int.Parse(marker.Element(_drawing + part)!.Value, CultureInfo.InvariantCulture);
}

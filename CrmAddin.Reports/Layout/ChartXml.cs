using System.Globalization;
using System.Xml.Linq;

namespace CrmAddin.Reports.Layout;

/// <summary>The XML of a native chart (ECMA-376 part 1, 21.2 DrawingML charts).</summary>
/// <param name="chart">The chart.</param>
/// <param name="language">Its language; a right-to-left one mirrors the axes.</param>
internal sealed class ChartXml(ChartSpec chart, ReportLanguage language)
{
    private const string CategoryAxisId = "111111111";
    private const string ValueAxisId = "222222222";
    private static readonly XNamespace _c = "http://schemas.openxmlformats.org/drawingml/2006/chart";
    private static readonly XNamespace _a = "http://schemas.openxmlformats.org/drawingml/2006/main";

    private bool IsHorizontal => chart.Series.Any(series => series.Mark is ChartMark.Bar or ChartMark.StackedBar or ChartMark.HiddenBar);

    // Bars and columns are compared by their length, so their axis begins at 0 even where Excel would cut it.
    private bool HasBars => chart.Series.Any(series => series.Mark != ChartMark.Line);

    private bool HasNegatives => chart.Series.Any(series => series.Values.Values.Any(value => value < 0));

    /// <summary>The whole part.</summary>
    public XDocument ToDocument() => new(new XElement(
        _c + "chartSpace",
        new XAttribute(XNamespace.Xmlns + "c", _c.NamespaceName),
        new XAttribute(XNamespace.Xmlns + "a", _a.NamespaceName),
        Value("date1904", "0"),
        Value("roundedCorners", "0"),
        new XElement(
            _c + "chart",
            Title(),
            Value("autoTitleDeleted", "0"),
            new XElement(_c + "plotArea", new XElement(_c + "layout"), Groups(), CategoryAxis(), ValueAxis()),
            Legend(),
            Value("plotVisOnly", "1"),
            Value("dispBlanksAs", "gap")),
        new XElement(_c + "spPr", Fill("FFFFFF"), Outline(HouseStyle.Line)),
        TextProperties(900, HouseStyle.Ink, false)));

    // One series is what the title says.
    private XElement? Legend() => chart.Series.Count(series => !IsHidden(series)) < 2 ? null : new(
        _c + "legend",
        Value("legendPos", "b"),
        chart.Series.Index().Where(series => IsHidden(series.Item))
            .Select(series => new XElement(_c + "legendEntry", Value("idx", Text(series.Index)), Value("delete", "1"))),
        Value("overlay", "0"),
        TextProperties(900, HouseStyle.Grey, false));

    private XElement Title() => new(
        _c + "title",
        new XElement(
            _c + "tx",
            new XElement(
                _c + "rich",
                new XElement(_a + "bodyPr"),
                new XElement(
                    _a + "p",
                    ParagraphProperties(1200, HouseStyle.Blue, true),
                    new XElement(_a + "r", RunProperties("rPr", 1200, HouseStyle.Blue, true), new XElement(_a + "t", chart.Title))))),
        Value("overlay", "0"));

    private IEnumerable<XElement> Groups()
    {
        var indexed = chart.Series.Index().ToLookup(series => series.Item.Mark switch
        {
            ChartMark.HiddenColumn => ChartMark.StackedColumn,
            ChartMark.HiddenBar => ChartMark.StackedBar,
            var mark => mark,
        });
        if (indexed.Contains(ChartMark.StackedColumn))
            yield return BarGroup("col", "stacked", 60, 100, indexed[ChartMark.StackedColumn]);
        if (indexed.Contains(ChartMark.Column))
            yield return BarGroup("col", "clustered", 60, 0, indexed[ChartMark.Column]);
        if (indexed.Contains(ChartMark.Bar))
            yield return BarGroup("bar", "clustered", 60, 0, indexed[ChartMark.Bar]);
        if (indexed.Contains(ChartMark.StackedBar))
            yield return BarGroup("bar", "stacked", 40, 100, indexed[ChartMark.StackedBar]);
        if (indexed.Contains(ChartMark.Line))
            yield return LineGroup(indexed[ChartMark.Line]);
    }

    private XElement BarGroup(string direction, string grouping, int gap, int overlap, IEnumerable<(int Index, ChartSeries Item)> series) => new(
        _c + "barChart",
        Value("barDir", direction),
        Value("grouping", grouping),
        Value("varyColors", "0"),
        series.Select(one => new XElement(
            _c + "ser",
            Head(one.Index, one.Item),
            new XElement(_c + "spPr", IsHidden(one.Item) ? new XElement(_a + "noFill") : Fill(one.Item.Color)),
            Value("invertIfNegative", "0"),
            Labels(one.Item, grouping == "stacked" ? "ctr" : "outEnd"),
            Data(one.Item))),
        Value("gapWidth", Text(gap)),
        Value("overlap", Text(overlap)),
        Value("axId", CategoryAxisId),
        Value("axId", ValueAxisId));

    private static bool IsHidden(ChartSeries series) => series.Mark is ChartMark.HiddenColumn or ChartMark.HiddenBar;

    private XElement LineGroup(IEnumerable<(int Index, ChartSeries Item)> series) => new(
        _c + "lineChart",
        Value("grouping", "standard"),
        Value("varyColors", "0"),
        series.Select(one => new XElement(
            _c + "ser",
            Head(one.Index, one.Item),
            new XElement(_c + "spPr", new XElement(_a + "ln", new XAttribute("w", 28575), new XAttribute("cap", "rnd"), Fill(one.Item.Color))),
            new XElement(_c + "marker", Value("symbol", "circle"), Value("size", "6"), new XElement(_c + "spPr", Fill(one.Item.Color))),
            Labels(one.Item, "t"),
            Data(one.Item),
            Value("smooth", "0"))),
        Value("marker", "1"),
        Value("axId", CategoryAxisId),
        Value("axId", ValueAxisId));

    private static object[] Head(int index, ChartSeries series) =>
    [
        Value("idx", Text(index)),
        Value("order", Text(index)),
        new XElement(_c + "tx", TextCells(series.Name)),
    ];

    private XElement? Labels(ChartSeries series, string position) => !series.HasLabels ? null : new(
        _c + "dLbls",
        new XElement(_c + "numFmt", new XAttribute("formatCode", chart.NumberFormat), new XAttribute("sourceLinked", "0")),
        new XElement(_c + "spPr", new XElement(_a + "noFill")),
        TextProperties(800, HouseStyle.Ink, false),
        Value("dLblPos", position),
        Value("showLegendKey", "0"),
        Value("showVal", "1"),
        Value("showCatName", "0"),
        Value("showSerName", "0"),
        Value("showPercent", "0"),
        Value("showBubbleSize", "0"));

    private static object[] Data(ChartSeries series) =>
    [
        new XElement(_c + "cat", TextCells(series.Categories)),
        new XElement(_c + "val", NumberCells(series.Values)),
    ];

    private static XElement TextCells(ChartCells<string> cells) => new(
        _c + "strRef",
        new XElement(_c + "f", cells.Reference),
        new XElement(_c + "strCache", Value("ptCount", Text(cells.Values.Count)), Points(cells.Values)));

    private static XElement NumberCells(ChartCells<decimal?> cells) => new(
        _c + "numRef",
        new XElement(_c + "f", cells.Reference),
        new XElement(
            _c + "numCache",
            new XElement(_c + "formatCode", "General"),
            Value("ptCount", Text(cells.Values.Count)),
            Points([.. cells.Values.Select(value => value?.ToString(CultureInfo.InvariantCulture))])));

    private static IEnumerable<XElement> Points(IReadOnlyList<string?> values) => values.Index().Where(point => point.Item is not null)
        .Select(point => new XElement(_c + "pt", new XAttribute("idx", point.Index), new XElement(_c + "v", CellText.Plain(point.Item!))));

    private XElement CategoryAxis() => new(
        _c + "catAx",
        Value("axId", CategoryAxisId),
        Scaling(mirrored: IsHorizontal || language.IsRightToLeft),
        Value("delete", "0"),
        Value("axPos", IsHorizontal ? StartSide : "b"),
        new XElement(_c + "numFmt", new XAttribute("formatCode", "General"), new XAttribute("sourceLinked", "0")),
        Value("majorTickMark", "none"),
        Value("minorTickMark", "none"),
        Value("tickLblPos", "low"),
        new XElement(_c + "spPr", Outline("9AA7B4")),
        TextProperties(900, HouseStyle.Ink, false),
        Value("crossAx", ValueAxisId),
        Value("crosses", "autoZero"),
        Value("auto", "0"),
        Value("lblAlgn", "ctr"),
        Value("lblOffset", "100"),
        Value("noMultiLvlLbl", "1"));

    private XElement ValueAxis() => new(
        _c + "valAx",
        Value("axId", ValueAxisId),
        Scaling(mirrored: IsHorizontal && language.IsRightToLeft, fromZero: HasBars && !HasNegatives),
        Value("delete", "0"),
        Value("axPos", IsHorizontal ? "b" : StartSide),
        new XElement(_c + "majorGridlines", new XElement(_c + "spPr", Outline("E3E9EF"))),
        new XElement(_c + "numFmt", new XAttribute("formatCode", chart.NumberFormat), new XAttribute("sourceLinked", "0")),
        Value("majorTickMark", "none"),
        Value("minorTickMark", "none"),
        Value("tickLblPos", "nextTo"),
        new XElement(_c + "spPr", new XElement(_a + "ln", new XElement(_a + "noFill"))),
        TextProperties(900, HouseStyle.Grey, false),
        Value("crossAx", CategoryAxisId),
        // The categories of a bar chart run downwards, so the axis under them crosses at their last one.
        Value("crosses", IsHorizontal ? "max" : "autoZero"),
        Value("crossBetween", "between"));

    private string StartSide => language.IsRightToLeft ? "r" : "l";

    private static XElement Scaling(bool mirrored, bool fromZero = false) =>
        new(_c + "scaling", Value("orientation", mirrored ? "maxMin" : "minMax"), fromZero ? Value("min", "0") : null);

    private XElement TextProperties(int size, string color, bool bold) => new(
        _c + "txPr",
        new XElement(_a + "bodyPr"),
        new XElement(_a + "lstStyle"),
        new XElement(_a + "p", ParagraphProperties(size, color, bold), new XElement(_a + "endParaRPr", new XAttribute("lang", language.Code))));

    private XElement ParagraphProperties(int size, string color, bool bold) => new(
        _a + "pPr",
        language.IsRightToLeft ? new XAttribute("rtl", "1") : null,
        RunProperties("defRPr", size, color, bold));

    private XElement RunProperties(string name, int size, string color, bool bold) => new(
        _a + name,
        name == "rPr" ? new XAttribute("lang", language.Code) : null,
        new XAttribute("sz", size),
        new XAttribute("b", bold ? 1 : 0),
        Fill(color),
        new XElement(_a + "latin", new XAttribute("typeface", language.FontName)),
        new XElement(_a + "cs", new XAttribute("typeface", language.FontName)));

    private static XElement Fill(string color) => new(_a + "solidFill", new XElement(_a + "srgbClr", new XAttribute("val", color)));

    private static XElement Outline(string color) => new(_a + "ln", new XAttribute("w", 9525), Fill(color));

    private static XElement Value(string name, string value) => new(_c + name, new XAttribute("val", value));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Drawing;
using DocumentFormat.OpenXml.Drawing.Charts;
using DocumentFormat.OpenXml.Drawing.Spreadsheet;
using DocumentFormat.OpenXml.Packaging;
using Drawing = DocumentFormat.OpenXml.Spreadsheet.Drawing;
using GraphicFrame = DocumentFormat.OpenXml.Drawing.Spreadsheet.GraphicFrame;
using NonVisualGraphicFrameProperties = DocumentFormat.OpenXml.Drawing.Spreadsheet.NonVisualGraphicFrameProperties;

namespace CrmAddin.Reports.Layout;

/// <summary>Puts native charts on a sheet of a saved workbook.</summary>
internal static class ChartDrawing
{
    private static readonly string[] _elementsAfterDrawing = ["legacyDrawing", "legacyDrawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    /// <summary>Adds the charts to the sheet, each over its frame of cells.</summary>
    public static void Add(WorksheetPart sheet, IReadOnlyList<ChartSpec> charts, ReportLanguage language)
    {
        var drawings = sheet.AddNewPart<DrawingsPart>();
        drawings.WorksheetDrawing = new WorksheetDrawing();
        foreach (var (index, chart) in charts.Index())
        {
            var part = drawings.AddNewPart<ChartPart>();
            using (var stream = part.GetStream(FileMode.Create))
                new ChartXml(chart, language).ToDocument().Save(stream);
            drawings.WorksheetDrawing.Append(Anchor(chart, drawings.GetIdOfPart(part), (uint)index + 2));
        }

        var drawing = new Drawing { Id = sheet.GetIdOfPart(drawings) };
        var next = sheet.Worksheet.ChildElements.FirstOrDefault(element => _elementsAfterDrawing.Contains(element.LocalName));
        if (next is null)
            sheet.Worksheet.Append(drawing);
        else
            sheet.Worksheet.InsertBefore(drawing, next);
    }

    private static TwoCellAnchor Anchor(ChartSpec chart, string relationship, uint id) => new(
        new DocumentFormat.OpenXml.Drawing.Spreadsheet.FromMarker(Marker(chart.Frame.FromColumn, chart.Frame.FromRow)),
        new DocumentFormat.OpenXml.Drawing.Spreadsheet.ToMarker(Marker(chart.Frame.ToColumn, chart.Frame.ToRow)),
        new GraphicFrame(
            new NonVisualGraphicFrameProperties(
                new DocumentFormat.OpenXml.Drawing.Spreadsheet.NonVisualDrawingProperties
                {
                    Id = id,
                    Name = string.Create(CultureInfo.InvariantCulture, $"Chart {id - 1}"),
                    Description = chart.Title,
                },
                new DocumentFormat.OpenXml.Drawing.Spreadsheet.NonVisualGraphicFrameDrawingProperties()),
            new DocumentFormat.OpenXml.Drawing.Spreadsheet.Transform(new Offset { X = 0, Y = 0 }, new Extents { Cx = 0, Cy = 0 }),
            new Graphic(new GraphicData(new ChartReference { Id = relationship }) { Uri = "http://schemas.openxmlformats.org/drawingml/2006/chart" }))
        { Macro = "" },
        new ClientData());

    private static OpenXmlElement[] Marker(int column, int row) =>
    [
        new ColumnId(column.ToString(CultureInfo.InvariantCulture)),
        new ColumnOffset("0"),
        new RowId(row.ToString(CultureInfo.InvariantCulture)),
        new RowOffset("0"),
    ];
}
